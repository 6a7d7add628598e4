import { NEEDLE_SEARCH_WASM } from './needle-search-wasm.ts';

/** What needle-search.wat exports: addresses in its memory, and its loops. */
export interface Machine {
  readonly memory: WebAssembly.Memory;
  readonly jumps: WebAssembly.Global;
  readonly starts: WebAssembly.Global;
  readonly middles: WebAssembly.Global;
  readonly pairs: WebAssembly.Global;
  readonly found: WebAssembly.Global;
  readonly begun: WebAssembly.Global;
  readonly slice: WebAssembly.Global;
  readonly sliceBytes: WebAssembly.Global;
  readonly escapes: WebAssembly.Global;
  find(from: number, to: number, size: number): number;
  beginnings(from: number, to: number): number;
  count(from: number, to: number): number;
}

declare global {
  /** TypeScript declares it with the browser only, which is not wanted here. */
  namespace WebAssembly {
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      constructor(module: Module);
      readonly exports: object;
    }
    interface Memory {
      readonly buffer: ArrayBuffer;
    }
    interface Global {
      value: number;
    }
  }
}

let compiled: WebAssembly.Module | null = null;

/** Starts a machine with a memory of its own, all zeros. */
export function startMachine(): Machine {
  compiled ??= new WebAssembly.Module(Buffer.from(NEEDLE_SEARCH_WASM, 'base64'));
  return new WebAssembly.Instance(compiled).exports as unknown as Machine;
}
