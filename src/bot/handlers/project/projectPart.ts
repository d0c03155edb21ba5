import type { Project, ProjectRole } from '../../../db/read/project/project.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import type { ProjectPart } from '../../../messages/project/ownProject.ts';
import type { BotEnv } from '../../context.ts';

/** Whose screen it is, and of which project. */
export type ProjectPlace = {
  readonly project: Project;
  readonly personId: string;
  readonly roles: readonly ProjectRole[];
};

/** What another noun says on a project's screen, and the buttons it adds; nothing when it has nothing to say. */
export type ReadProjectPart = (
  env: BotEnv,
  reader: Reader,
  place: ProjectPlace,
) => Promise<ProjectPart | undefined>;
