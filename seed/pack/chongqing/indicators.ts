import type { IndicatorPack } from '../../../shared/indicators.ts';
import { CITY_LIFE } from './indicators-city.ts';
import { STRUCTURES } from './indicators-structures.ts';
import { SUPPLY } from './indicators-supply.ts';

/**
 * 体征指标: vital signs of the default catalogue. Limits whose basis is `default` are proposals for an operator to change; those of a standard
 * name it with its edition, and were written down from secondary sources: check them before calling anything conformant.
 */
export const INDICATORS: IndicatorPack = { indicators: [...SUPPLY, ...STRUCTURES, ...CITY_LIFE], areaLimits: [] };
