import { afterEach, describe, expect, it } from '@jest/globals';
import { readScrape, scrape } from '../../../../test/support/scrape.js';
import { ProcessMetrics } from './process-metrics.js';
import { serveMetrics, type MetricsServer } from './serve-metrics.js';

describe('gauges', () => {
  it('of one reading ask for it once a time the metrics are fetched', async () => {
    const metrics = new ProcessMetrics();
    let readings = 0;
    const gauge = (name: string) => ({
      ...{ name, help: name, labels: ['of'] },
      measure: (value: number) => ({ labels: { of: 'x' }, value }),
    });
    metrics.gauges(async () => [(readings += 1)], [gauge('first'), gauge('second')]);
    const seen = await scrape(metrics);
    expect([seen.value('first', { of: 'x' }), seen.value('second', { of: 'x' })]).toEqual([1, 1]);
    expect((await scrape(metrics)).value('first', { of: 'x' })).toBe(2);
  });

  it('are absent while they cannot be read, and are back afterwards', async () => {
    const metrics = new ProcessMetrics();
    let away = false;
    const read = async () => {
      if (away) throw new Error('the database is away');
      return [{ labels: {}, value: 7 }];
    };
    metrics.gauge({ name: 'plain', help: 'plain', labels: [] }, read);
    expect((await scrape(metrics)).value('plain')).toBe(7);
    away = true;
    expect((await scrape(metrics)).value('plain')).toBeUndefined();
    away = false;
    expect((await scrape(metrics)).value('plain')).toBe(7);
  });
});

describe('a port of its own', () => {
  let server: MetricsServer | undefined;
  afterEach(() => server?.close());

  it('shows the metrics under their path alone', async () => {
    const metrics = new ProcessMetrics();
    metrics.counter({ name: 'things_total', help: 'things', labels: [] })({}, 3);
    server = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
    const at = `http://127.0.0.1:${server.port}`;
    const answer = await fetch(`${at}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(readScrape(await answer.text()).value('things_total')).toBe(3);
    expect((await fetch(`${at}/`)).status).toBe(404);
    expect((await fetch(`${at}/metrics`, { method: 'POST' })).status).toBe(404);
    const { port } = server;
    await expect(serveMetrics(metrics, { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
