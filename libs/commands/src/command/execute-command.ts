import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandService } from './command-service.js';
import type { CommandRequest, CommandResult, PairRequest } from './request.js';

/** One command of the domain's catalogue, on its way to be decided. */
export class ExecuteCommand extends Command<CommandResult> {
  constructor(readonly request: CommandRequest) {
    super();
  }
}

@CommandHandler(ExecuteCommand)
export class ExecuteCommandHandler implements ICommandHandler<ExecuteCommand> {
  constructor(private readonly commands: CommandService) {}

  execute({ request }: ExecuteCommand): Promise<CommandResult> {
    return this.commands.execute(request);
  }
}

/** An agreement together with its one project. */
export class RegisterAgreementWithProject extends Command<CommandResult> {
  constructor(readonly request: PairRequest) {
    super();
  }
}

@CommandHandler(RegisterAgreementWithProject)
export class RegisterAgreementWithProjectHandler implements ICommandHandler<RegisterAgreementWithProject> {
  constructor(private readonly commands: CommandService) {}

  execute({ request }: RegisterAgreementWithProject): Promise<CommandResult> {
    return this.commands.registerAgreementWithProject(request);
  }
}

export const COMMAND_HANDLERS = [ExecuteCommandHandler, RegisterAgreementWithProjectHandler] as const;
