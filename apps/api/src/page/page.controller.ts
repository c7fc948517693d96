import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../access/allow.decorator.js';
import { HttpProblem } from '../http/http-problem.js';
import { pagePolicy } from '../http/security-headers.js';
import { PageFiles } from './page-files.js';

const YEAR = 'public, max-age=31536000, immutable';

/** The built page: its files by name, and its one document for every other address a person may have kept. */
@Controller()
export class PageController {
  constructor(private readonly files: PageFiles) {}

  @Get('*')
  @Allow('read-page')
  serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const path = request.url.split('?', 1)[0] ?? '/';
    const name = path.slice(1);
    if (this.files.has(name)) {
      const isHashed = name.startsWith('assets/');
      void reply
        .header('Cache-Control', isHashed ? YEAR : 'no-cache')
        .sendFile(name, { cacheControl: false });
      return;
    }
    const isOther = /^(api|health|metrics)(\/|$)/.test(name) || /\.[a-z0-9]+$/i.test(name);
    if (isOther && name !== 'index.html') {
      throw new HttpProblem('NOT_FOUND', 'There is no such address.');
    }
    const document = this.files.document();
    if (document === undefined) {
      throw new HttpProblem(
        'NOT_FOUND',
        'The page is not built here: run "npm run build:web". The API is under /api.',
      );
    }
    void reply
      .headers({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': pagePolicy(document.nonce) })
      .type('text/html; charset=utf-8')
      .send(document.html);
  }
}
