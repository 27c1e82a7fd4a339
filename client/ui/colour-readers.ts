import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  filterGrayscale,
  parse,
  type Color,
} from 'culori';

/** For the tests of tokens: who looks at two colours, and how far apart they have to be for him (ΔE00). */
interface Reader {
  reader: string;
  least: number;
  see(color: Color): Color;
}
export const READERS: readonly Reader[] = [
  { reader: 'normal', least: 20, see: (color) => color },
  { reader: 'deutan', least: 10, see: filterDeficiencyDeuter(1) },
  { reader: 'protan', least: 10, see: filterDeficiencyProt(1) },
  { reader: 'tritan', least: 10, see: filterDeficiencyTrit(1) },
];
/** A cheap printer. Four hazards and four classes do not find eight greys: the hazards have shapes. */
export const GREY_PRINT: Reader = { reader: 'grey print', least: 7, see: filterGrayscale(1) };

/** Colours that say how something stands. */
const STATES = ['n-9', 'accent', 'hz-blue', 'hz-yellow', 'hz-orange', 'hz-red', 'ch-0', 'ch-1', 'ch-2', 'ch-3'];

const distance = differenceCiede2000();
/** Pairs of states that at least one of the readers could take for one another. */
export const nearPairs = (color: (name: string) => string, readers = READERS, states: readonly string[] = STATES): string[] =>
  states
    .flatMap((one, i) => states.slice(i + 1).map((other) => [one, other] as const))
    .filter(([one, other]) => readers.some(({ see, least }) => distance(see(parse(color(one))!), see(parse(color(other))!)) < least))
    .map((pair) => pair.join(' '));
