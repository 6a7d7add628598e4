import type { NodeSetting } from '../../model/node-setting.ts';
import type { NodeConfigured } from '../../model/observation.ts';
import type { Question } from './question.ts';

/** A setting that holds where a history failed. */
export interface SettingSeen<Name extends NodeSetting['name']> {
  readonly setting: Extract<NodeSetting, { name: Name }>;
  /** The node, or words for one that the file does not name. */
  readonly of: string;
  readonly seen: NodeConfigured;
}

/** Settings of one name that hold on the history's node, or on a node that the file does not name. */
export function settingsOf<Name extends NodeSetting['name']>(
  { history, file }: Question,
  name: Name,
): readonly SettingSeen<Name>[] {
  return file.settingsOn(history.subject.node).flatMap((seen) => {
    const { setting } = seen;
    if (setting.name !== name) return [];
    const of = seen.subject.node ?? 'the node whose configuration is among the files';
    return [{ setting: setting as Extract<NodeSetting, { name: Name }>, of, seen }];
  });
}
