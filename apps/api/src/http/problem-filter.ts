import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { newId, type Logger } from '#platform';
import type { Problem } from '#contracts';
import type { FastifyReply } from 'fastify';
import { HttpProblem } from './http-problem.js';
import { problemOfError } from './error-table.js';
import { statusOf, titleOf } from './problem-table.js';
import { noteRefusedRequest, requestFields } from './refused-requests.js';

/** Writes every error as problem details. What it does not know becomes a 500 that shows an id and nothing else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly baseUrl: string,
    private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    this.send(error, host.switchToHttp().getResponse<FastifyReply>());
  }

  send(error: unknown, reply: FastifyReply): void {
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const problem = problemOfError(error) ?? internal();
    const status = statusOf(problem.code);
    const body: Problem = {
      type: `${this.baseUrl}/api/docs#${problem.code}`,
      title: titleOf(problem.code),
      status,
      detail: problem.detail,
      code: problem.code,
      ...(problem.details.errors === undefined ? {} : { errors: [...problem.details.errors] }),
      ...problem.details.extras,
    };
    if (status >= 500) {
      body.errorId = newId();
      this.log(body, error, reply);
    } else {
      noteRefusedRequest(this.logger, { code: problem.code, status }, reply.request);
    }
    void reply
      .status(status)
      .headers(problem.details.headers ?? {})
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(body));
  }

  private log(body: Problem, error: unknown, { request }: FastifyReply): void {
    const { errorId, code } = body;
    // Where the product itself says no, its words say all; of what broke, the way there is wanted.
    const why = error instanceof HttpProblem ? { reason: error.message } : { err: error };
    const line = { event: 'http.error', errorId, code, ...requestFields(request), ...why };
    if (body.code === 'INTERNAL') this.logger.error(line, 'a request failed: look up this errorId');
    else this.logger.warn(line, 'a request was turned away for now');
  }
}

const internal = () =>
  new HttpProblem('INTERNAL', 'Something went wrong here. The errorId finds it in the log.');
