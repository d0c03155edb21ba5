import type { CommandScope, MenuButton } from './schema/settings.ts';
import { badRequest } from './telegramError.ts';

export type Command = { command: string; description: string };
/** Telegram's limits for the command menu. */
const COMMANDS = 100;
const DESCRIPTION = 256;

/** What the bot says of itself: commands by scope and language, texts by language, menu buttons. */
export class BotProfile {
  readonly texts = new Map<string, string>();
  readonly menuButtons = new Map<number | undefined, MenuButton>();
  private commands = new Map<string, Command[]>();

  descriptionFor(language: string): string {
    return this.texts.get(`description ${language}`) || this.texts.get('description ') || '';
  }

  setCommands(commands: Command[], scope: CommandScope | undefined, language = ''): void {
    if (commands.length > COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of commands) {
      if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
      const length = description.trim().length;
      if (length < 1 || length > DESCRIPTION) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    const plain = commands.map(({ command, description }) => ({
      command: command.replace(/^\//, ''),
      description,
    }));
    this.commands.set(keyOf(scope, language), plain);
  }

  getCommands(scope: CommandScope | undefined, language = ''): Command[] {
    return this.commands.get(keyOf(scope, language)) ?? [];
  }

  deleteCommands(scope: CommandScope | undefined, language = ''): void {
    this.commands.delete(keyOf(scope, language));
  }

  /** The first list that is set, in Telegram's order for a private chat. */
  commandsFor(chatId: number, language: string): Command[] {
    const scopes: CommandScope[] = [
      { type: 'chat', chat_id: chatId },
      { type: 'all_private_chats' },
      { type: 'default' },
    ];
    for (const scope of scopes) {
      const found = this.commands.get(keyOf(scope, language)) ?? this.commands.get(keyOf(scope, ''));
      if (found) return found;
    }
    return [];
  }
}

function keyOf(scope: CommandScope | undefined, language: string): string {
  const { type, ...rest } = scope ?? { type: 'default' };
  return [type, ...Object.values(rest), language].join(':');
}
