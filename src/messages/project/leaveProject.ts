import type { Project } from '../../db/read/project/project.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { leaveProject, openOwnProject } from './projectCallbacks.ts';

/** Before a participant leaves a project. */
export const renderLeaveProjectQuestion = (
  reader: Reader,
  { number, application }: Pick<Project, 'number' | 'application'>,
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.project.own.title, { number, name: application.name }),
      t(($) => $.project.own.leaveAsk),
    ),
    keyboard: [
      [press(plain, leaveProject.pack({ number }), ($) => $.project.own.leaveConfirm)],
      [press(plain, openOwnProject.pack({ number }), ($) => $.project.own.stay)],
    ],
  };
};
