import { Buffer } from "node:buffer";

/**
 * Rewrites a WebAssembly module so that it counts its own steps: every function call and every round of a loop takes
 * one from an exported global, and at zero the module traps. It also bounds the memory. So a program that would never
 * end stops at the same step on every machine, without a clock.
 *
 * Knows the instructions of WebAssembly 1.0 with sign extension, saturating truncation, bulk memory, reference types
 * and multiple values; any other instruction is an error, which shows at once because the module is fixed.
 * reference: WebAssembly Core Specification 2.0, chapter 5 (binary format)
 */
export function meterWasm(module: Uint8Array, fuelName: string, maxPages: number): Uint8Array {
  const reader = new Reader(module, 8);
  const sections: { readonly id: number; readonly body: Uint8Array }[] = [];
  while (!reader.done()) {
    const id = reader.byte();
    sections.push({ id, body: reader.take(reader.u32()) });
  }
  const importedGlobals = countImportedGlobals(sections.find(({ id }) => id === 2)?.body);
  const globals = sections.find(({ id }) => id === 6)?.body;
  const fuel = importedGlobals + (globals === undefined ? 0 : new Reader(globals).u32());
  const out: number[][] = [[...module.subarray(0, 8)]];
  const chunks: Uint8Array[] = [Uint8Array.from(out[0] ?? [])];
  for (const { id, body } of sections) {
    let rewritten = body;
    if (id === 5) rewritten = boundMemory(body, maxPages);
    else if (id === 6) rewritten = addFuelGlobal(body);
    else if (id === 7) rewritten = exportFuel(body, fuelName, fuel);
    else if (id === 10) rewritten = meterCode(body, fuel);
    chunks.push(Uint8Array.from([id, ...leb(rewritten.length)]), rewritten);
  }
  return Buffer.concat(chunks);
}

class Reader {
  readonly bytes: Uint8Array;
  at: number;
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  done(): boolean {
    return this.at >= this.bytes.length;
  }
  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new Error("the WebAssembly module is cut off");
    this.at++;
    return value;
  }
  u32(): number {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result;
    }
  }
  /** Passes over a LEB128 number of any size. */
  skipLeb(): void {
    while (this.byte() >= 0x80);
  }
  take(length: number): Uint8Array {
    const part = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return part;
  }
}

function leb(value: number): number[] {
  const result: number[] = [];
  let rest = value;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    result.push(rest > 0 ? byte | 0x80 : byte);
  } while (rest > 0);
  return result;
}

function countImportedGlobals(body: Uint8Array | undefined): number {
  if (body === undefined) return 0;
  const reader = new Reader(body);
  let globals = 0;
  for (let count = reader.u32(); count > 0; count--) {
    reader.take(reader.u32());
    reader.take(reader.u32());
    const kind = reader.byte();
    if (kind === 0) reader.u32();
    else if (kind === 1) {
      reader.byte();
      skipLimits(reader);
    } else if (kind === 2) skipLimits(reader);
    else if (kind === 3) {
      reader.take(2);
      globals++;
    } else throw new Error(`the WebAssembly module has an import of the kind ${kind}`);
  }
  return globals;
}

function skipLimits(reader: Reader): void {
  const flags = reader.byte();
  reader.u32();
  if (flags % 2 === 1) reader.u32();
}

function boundMemory(body: Uint8Array, maxPages: number): Uint8Array {
  const reader = new Reader(body);
  if (reader.u32() !== 1) throw new Error("the WebAssembly module must have one memory");
  reader.byte();
  const least = reader.u32();
  return Uint8Array.from([1, 1, ...leb(least), ...leb(Math.max(least, maxPages))]);
}

/** A mutable i64 that starts at 0. */
function addFuelGlobal(body: Uint8Array): Uint8Array {
  const reader = new Reader(body);
  const count = reader.u32();
  return Uint8Array.from([...leb(count + 1), ...body.subarray(reader.at), 0x7e, 0x01, 0x42, 0x00, 0x0b]);
}

function exportFuel(body: Uint8Array, name: string, index: number): Uint8Array {
  const reader = new Reader(body);
  const count = reader.u32();
  const text = Buffer.from(name, "utf8");
  return Uint8Array.from([
    ...leb(count + 1),
    ...body.subarray(reader.at),
    ...leb(text.length),
    ...text,
    0x03,
    ...leb(index),
  ]);
}

function meterCode(body: Uint8Array, fuel: number): Uint8Array {
  // fuel = fuel - 1; if (fuel == 0) unreachable
  const g = leb(fuel);
  const tick = Uint8Array.from([
    0x23,
    ...g,
    0x42,
    1,
    0x7d,
    0x24,
    ...g,
    0x23,
    ...g,
    0x50,
    0x04,
    0x40,
    0x00,
    0x0b,
  ]);
  const reader = new Reader(body);
  const count = reader.u32();
  const chunks: Uint8Array[] = [Uint8Array.from(leb(count))];
  for (let index = 0; index < count; index++) {
    const code = meterFunction(reader.take(reader.u32()), tick);
    chunks.push(Uint8Array.from(leb(code.length)), code);
  }
  return Buffer.concat(chunks);
}

function meterFunction(code: Uint8Array, tick: Uint8Array): Uint8Array {
  const reader = new Reader(code);
  for (let locals = reader.u32(); locals > 0; locals--) {
    reader.u32();
    reader.byte();
  }
  const chunks: Uint8Array[] = [code.subarray(0, reader.at), tick];
  let copied = reader.at;
  while (!reader.done()) {
    const opcode = reader.byte();
    skipImmediates(reader, opcode);
    if (opcode !== 0x03) continue;
    chunks.push(code.subarray(copied, reader.at), tick);
    copied = reader.at;
  }
  chunks.push(code.subarray(copied));
  return Buffer.concat(chunks);
}

function skipImmediates(reader: Reader, opcode: number): void {
  if (opcode >= 0x45 && opcode <= 0xc4) return;
  if (opcode >= 0x28 && opcode <= 0x3e) {
    reader.skipLeb();
    reader.skipLeb();
    return;
  }
  switch (opcode) {
    case 0x00: // unreachable, nop, else, end, return, drop, select, ref.is_null
    case 0x01:
    case 0x05:
    case 0x0b:
    case 0x0f:
    case 0x1a:
    case 0x1b:
    case 0xd1:
      return;
    case 0x02: // block, loop, if: a block type
    case 0x03:
    case 0x04:
    case 0x0c: // br, br_if, call, local.*, global.*, table.get, table.set, memory.size, memory.grow
    case 0x0d:
    case 0x10:
    case 0x20:
    case 0x21:
    case 0x22:
    case 0x23:
    case 0x24:
    case 0x25:
    case 0x26:
    case 0x3f:
    case 0x40:
    case 0x41: // i32.const, i64.const, ref.null, ref.func
    case 0x42:
    case 0xd0:
    case 0xd2:
      reader.skipLeb();
      return;
    case 0x0e: // br_table
      for (let targets = reader.u32() + 1; targets > 0; targets--) reader.skipLeb();
      return;
    case 0x11: // call_indirect
      reader.skipLeb();
      reader.skipLeb();
      return;
    case 0x1c: // select with types
      reader.take(reader.u32());
      return;
    case 0x43:
      reader.take(4);
      return;
    case 0x44:
      reader.take(8);
      return;
    case 0xfc:
      skipExtended(reader, reader.u32());
      return;
    default:
      throw new Error(`the WebAssembly module has the unknown instruction 0x${opcode.toString(16)}`);
  }
}

function skipExtended(reader: Reader, opcode: number): void {
  if (opcode <= 7) return;
  if (opcode > 17) throw new Error(`the WebAssembly module has the unknown instruction 0xfc ${opcode}`);
  // memory.init, memory.copy, table.init and table.copy have two immediates, the others one.
  const twice = opcode === 8 || opcode === 10 || opcode === 12 || opcode === 14;
  reader.skipLeb();
  if (twice) reader.skipLeb();
}
