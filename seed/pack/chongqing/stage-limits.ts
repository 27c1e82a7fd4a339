import type { CityLimits } from '../../../shared/limits.ts';
import { days, emergency, hours, minutes } from './category-row.ts';

/**
 * The centre's own stages and those of the unit before it works, by severity: proposed, not published. Acceptance and contact are
 * as they were in plain minutes; for 30 min on site see E04 of the catalogue.
 */
export const STAGE_LIMITS: CityLimits = {
  critical: {
    check: minutes(10),
    register: minutes(5),
    dispatch: minutes(5),
    accept: minutes(5),
    contact: minutes(15),
    arrive: minutes(30),
    callback: emergency(1),
    verify: minutes(30),
  },
  urgent: {
    check: minutes(20),
    register: minutes(10),
    dispatch: minutes(10),
    accept: minutes(15),
    contact: minutes(30),
    arrive: emergency(1),
    callback: emergency(2),
    verify: emergency(1),
  },
  normal: {
    check: hours(1),
    register: hours(0.5),
    dispatch: hours(0.5),
    accept: hours(1),
    contact: hours(2),
    arrive: hours(2),
    callback: hours(4),
    verify: hours(2),
  },
  low: {
    check: hours(2),
    register: hours(1),
    dispatch: hours(1),
    accept: hours(2),
    contact: hours(4),
    arrive: hours(4),
    callback: days(1),
    verify: hours(4),
  },
};
