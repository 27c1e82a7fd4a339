import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';

type Slip = ReturnType<typeof Errors>[number];

/** The first field that is not as its schema says, and how, in both languages; of alternatives the one that came furthest. */
export function slipOf(schema: TSchema, value: unknown): string {
  const depth = ({ instancePath }: Slip): number => instancePath.split('/').length;
  const errors = Errors(schema, value);
  const deepest = errors.reduce<Slip | undefined>((best, each) => (best && depth(best) >= depth(each) ? best : each), undefined);
  if (!deepest) return '不符合格式 / is not valid';
  const field = deepest.instancePath.slice(1).replaceAll('/', '.');
  return `${field === '' ? '' : `${field}: `}${words(deepest)}`;
}

function words({ keyword, params, message }: Slip): string {
  const listed = (name: string): string => ((params as Record<string, unknown[] | undefined>)[name] ?? []).join(', ');
  if (keyword === 'boolean') return '没有这个字段 / there is no such field';
  if (keyword === 'required') return `缺少字段 ${listed('requiredProperties')} / lacks ${listed('requiredProperties')}`;
  if (keyword === 'enum') return `只能是 ${listed('allowedValues')} / must be one of these`;
  return `不符合格式 / ${message}`;
}
