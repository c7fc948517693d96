import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { PUBLIC } from '#identity';
import {
  importQueryShape,
  importRetractionShape,
  importRowsQueryShape,
  importsQueryShape,
  importTemplateQueryShape,
  type ImportBatch,
  type ImportPage,
  type ImportQuery,
  type ImportRetraction,
  type ImportRowPage,
  type ImportRowsQuery,
  type ImportsQuery,
  type ImportTemplateQuery,
} from '#contracts';
import { Imports, templateOf } from '#exchange';
import { isUuid } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { TABLE_TYPES } from '../http/table-types.js';
import { ImportJobs, noSuchImport } from './import-jobs.js';
import { receiveTable } from './receive-table.js';

/** Tables that become records, row by row, and that are taken back whole. */
@Controller('api/imports')
export class ImportsController {
  constructor(
    private readonly jobs: ImportJobs,
    private readonly imports: Imports,
  ) {}

  @Post()
  @HttpCode(202)
  @Allow('import-tables')
  async begin(
    @Query({ schema: importQueryShape }) query: ImportQuery,
    @Req() request: FastifyRequest & WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportBatch> {
    const { actor = PUBLIC, body, headers } = request;
    const table = await receiveTable(body, query, headers['content-type']);
    const batch = await this.jobs.begin(table, query, actor);
    void reply.header('Location', `/api/imports/${batch.id}`);
    return batch;
  }

  @Get()
  @Allow('read-imports')
  list(@Query({ schema: importsQueryShape }) query: ImportsQuery): Promise<ImportPage> {
    return this.imports.list(query);
  }

  @Get('template')
  @Allow('read-imports')
  async template(
    @Query({ schema: importTemplateQueryShape }) { kind, format }: ImportTemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    void reply.headers({
      'Content-Type': TABLE_TYPES[format],
      'Content-Disposition': `attachment; filename="${kind}.${format}"`,
    });
    return templateOf(kind, format);
  }

  @Get(':id')
  @Allow('read-imports')
  find(@Param('id') id: string): Promise<ImportBatch> {
    return this.known(id);
  }

  @Get(':id/rows')
  @Allow('read-imports')
  async rows(
    @Param('id') id: string,
    @Query({ schema: importRowsQueryShape }) query: ImportRowsQuery,
  ): Promise<ImportRowPage> {
    return this.imports.rows((await this.known(id)).id, query);
  }

  @Post(':id/stop')
  @HttpCode(202)
  @Allow('import-tables')
  async stop(@Param('id') id: string): Promise<ImportBatch> {
    return this.imports.stop((await this.known(id)).id);
  }

  @Post(':id/retract')
  @HttpCode(202)
  @Allow('import-tables')
  async retract(
    @Param('id') id: string,
    @Body({ schema: importRetractionShape }) given: ImportRetraction,
    @Req() { actor = PUBLIC }: WithActor,
  ): Promise<ImportBatch> {
    return this.jobs.retract((await this.known(id)).id, given, actor);
  }

  private async known(id: string): Promise<ImportBatch> {
    const batch = isUuid(id) ? await this.imports.find(id.toLowerCase()) : undefined;
    if (batch === undefined) throw noSuchImport();
    return batch;
  }
}
