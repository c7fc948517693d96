import { Controller, Get, Header } from '@nestjs/common';
import { Allow } from '../access/allow.decorator.js';
import { InjectBaseUrl } from '../tokens.js';
import { docsPage } from './docs-page.js';
import { DOCS_STYLE } from './docs-style.js';
import { openApiDocument } from './document.js';
import { OPERATIONS } from './operations.js';

/** The description of the API, for programs and for people. Made once, at the first request. */
@Controller('api')
export class OpenApiController {
  private document: string | undefined;
  private page: string | undefined;

  constructor(@InjectBaseUrl() private readonly baseUrl: string) {}

  @Get('openapi.json')
  @Allow('read-api-description')
  @Header('Content-Type', 'application/json; charset=utf-8')
  openApi(): string {
    this.document ??= JSON.stringify(openApiDocument(OPERATIONS, this.baseUrl));
    return this.document;
  }

  @Get('docs')
  @Allow('read-api-description')
  @Header('Content-Type', 'text/html; charset=utf-8')
  docs(): string {
    this.page ??= docsPage(OPERATIONS, `${new URL(this.baseUrl).pathname.replace(/\/$/, '')}/`);
    return this.page;
  }

  @Get('docs/style.css')
  @Allow('read-api-description')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return DOCS_STYLE;
  }
}
