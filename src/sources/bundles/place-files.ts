import type { Argument } from '../../model/input.ts';

/** What is passed on: an artefact, of which only this matters here. */
export interface Found {
  readonly path: string;
  readonly argument?: Argument;
}

/** Knows where artefacts lie among all arguments: a path of the report is relative to its argument, and lacks its name. */
export interface FilePlaces {
  /** Passes artefacts on, and notes of what argument each is. */
  follow<Artefact extends Found>(artefacts: AsyncIterable<Artefact>): AsyncGenerator<Artefact>;
  /** A path of the report, with the folders from that which holds all arguments before it. */
  placeOf(path: string): string;
  /** A path of the report, with the name of the folder before it where a folder was given. */
  namedPath(path: string): string;
  /** The path of the report for a folder or archive above the file of that path; '' for the argument or above it. */
  shownRoot(place: string, path: string): string;
}

/** Makes the places of one run. */
export function createFilePlaces(): FilePlaces {
  const argumentsOf = new Map<string, Argument>();
  const withFolder = (path: string, { prefix, folder }: Argument): string =>
    join(folder, prefix === '' ? path : path.slice(prefix.length + 1));
  return {
    async *follow(artefacts) {
      for await (const artefact of artefacts) {
        if (artefact.argument) argumentsOf.set(artefact.path, artefact.argument);
        yield artefact;
      }
    },
    placeOf(path) {
      const argument = argumentsOf.get(path);
      return argument ? withFolder(path, argument) : path;
    },
    namedPath(path) {
      const argument = argumentsOf.get(path);
      return argument?.isFolder ? withFolder(path, argument) : path;
    },
    shownRoot(place, path) {
      const argument = argumentsOf.get(path);
      if (!argument) return place;
      const { prefix, folder } = argument;
      const below = folder === '' ? place : place.startsWith(`${folder}/`) ? place.slice(folder.length + 1) : '';
      return join(prefix, below);
    },
  };
}

function join(folder: string, path: string): string {
  return folder === '' || path === '' ? folder + path : `${folder}/${path}`;
}
