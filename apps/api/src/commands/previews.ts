import { Inject, Injectable } from '@nestjs/common';
import { CommandService, type CommandRequest, type PairRequest, type PreviewResult } from '#commands';
import type { CommandAnswer, CommandPreview } from '#contracts';
import type { NotificationServices } from '#notifications';
import { TOKENS } from '../tokens.js';
import { problemOf } from './recorder.js';

/** Shows what commands would do: nothing is recorded, nobody is told, no number is used up. */
@Injectable()
export class Previews {
  constructor(
    private readonly commands: CommandService,
    @Inject(TOKENS.NOTICES) private readonly notices: NotificationServices,
  ) {}

  /**
   * The preview, or the first answer of a command that was recorded before under this key.
   * @throws HttpProblem for what the command would be refused for.
   */
  async preview(request: CommandRequest): Promise<CommandPreview | CommandAnswer> {
    return this.shown(await this.commands.preview(request));
  }

  /** @throws HttpProblem for what the command would be refused for. */
  async previewAgreementWithProject(request: PairRequest): Promise<CommandPreview | CommandAnswer> {
    return this.shown(await this.commands.previewAgreementWithProject(request));
  }

  private async shown(result: PreviewResult): Promise<CommandPreview | CommandAnswer> {
    if (result.kind === 'accepted') return result.answer;
    if (result.kind !== 'previewed') throw problemOf(result);
    return { ...result.preview, told: await this.notices.receipts.of(result.amends) };
  }
}
