import { describe, expect, it } from '@jest/globals';
import type { UnsubscribeView } from '#contracts';
import { askingPage, donePage } from './unsubscribe-page.js';

const view: UnsubscribeView = {
  locale: 'kk',
  record: { stream: 'project-0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c' },
  eventClass: 'stage',
  scopes: ['record', 'class', 'all'],
  stopped: [],
  texts: {
    title: 'Жазылудан бас тарту',
    question: 'What?',
    record: 'News of "<script>alert(1)</script>"',
    class: 'This kind',
    all: 'All mail',
    done: 'Done.',
  },
};

describe('the page of an unsubscribe link', () => {
  it('asks in the reader’s language, with the narrowest choice first, and shows titles as text', () => {
    const html = askingPage(view);
    expect(html).toContain('<html lang="kk">');
    expect(html).toContain('value="record" checked');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  });

  it('says when it is done', () => {
    expect(donePage(view)).toContain('<p role="status">Done.</p>');
  });
});
