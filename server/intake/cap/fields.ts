import { TIME_PATTERN } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { XmlElement } from './xml-tree.ts';

/** Elements of one block by name, in the block's own namespace; whatever is of another is nobody's. */
export interface Block {
  /** `info[2].area[1]`: where it stands, for a refusal. */
  path: string;
  all(name: string): XmlElement[];
}

export function blockOf(element: XmlElement, path: string): Block {
  const own = element.children.filter(({ namespace }) => namespace === element.namespace);
  return {
    path,
    all: (name) => own.filter((child) => child.name === name),
  };
}

const at = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
export const invalidField = (block: Block, name: string, value: string): Rejection =>
  new Rejection('cap.field-invalid', { field: at(block.path, name), value: value.slice(0, 80) });

/** As it was written; empty counts as absent. @throws Rejection where it stands twice: two readers would read two things */
export function textOf(block: Block, name: string): string | null {
  const [first, second] = block.all(name);
  if (second) throw new Rejection('cap.field-repeated', { field: at(block.path, name) });
  return first === undefined || first.text.trim() === '' ? null : first.text;
}
/** A word rather than a text: without what stands around it. */
export const wordOf = (block: Block, name: string): string | null => textOf(block, name)?.trim() ?? null;
export const wordsOf = (block: Block, name: string): string[] =>
  block.all(name).flatMap(({ text }) => (text.trim() === '' ? [] : [text.trim()]));

export function needed(block: Block, name: string): string {
  const word = wordOf(block, name);
  if (word === null) throw new Rejection('cap.field-missing', { field: at(block.path, name) });
  return word;
}

export function oneOf<T extends string>(block: Block, name: string, values: readonly T[]): T {
  return known(block, name, needed(block, name), values);
}
export const someOf = <T extends string>(block: Block, name: string, values: readonly T[]): T[] =>
  wordsOf(block, name).map((word) => known(block, name, word, values));

function known<T extends string>(block: Block, name: string, word: string, values: readonly T[]): T {
  // CAP 1.0 had one more word for what later versions call likely.
  const plain = word === 'Very Likely' ? 'Likely' : word;
  const found = values.find((value) => value === plain);
  if (found === undefined) throw invalidField(block, name, word);
  return found;
}

const TIME = new RegExp(TIME_PATTERN);
/** With an offset, in whole seconds: as the schema of CAP 1.2 wants it, which knows no `Z`. */
export function timeOf(block: Block, name: string): string | null {
  const word = wordOf(block, name);
  return word === null ? null : checkedTime(block, name, word);
}
export function checkedTime(block: Block, name: string, word: string): string {
  if (!TIME.test(word) || Number.isNaN(Date.parse(word))) throw invalidField(block, name, word);
  return word
    .replace(/Z$/, '-00:00')
    .replace(/\.\d+/, '')
    .replace(/^(.{16})([-+])/, '$1:00$2');
}

export function numberOf(block: Block, name: string): number | null {
  const word = wordOf(block, name);
  if (word === null) return null;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(word)) throw invalidField(block, name, word);
  return Number(word);
}
