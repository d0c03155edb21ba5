import type { OwnedProject } from '../../../db/read/project/project.ts';
import type { ProjectPart } from '../../../messages/project/ownProject.ts';
import type { PersonContext } from '../../context.ts';

/** What another noun says on a project's screen, and the buttons it adds; nothing when it has nothing to say. */
export type ReadProjectPart = (ctx: PersonContext, own: OwnedProject) => Promise<ProjectPart | undefined>;
