/**
 * Projected coordinate systems that cities publish in, as PROJ strings by EPSG number. Systems on an old datum carry their
 * published seven (or three) parameters to WGS-84: some metres, as good as it gets without grid files.
 * @source EPSG Geodetic Parameter Dataset (IOGP), through PROJ 9.5
 */
export const CRS_DEFINITIONS: Readonly<Record<number, string>> = {
  // China mainland, Hong Kong, Taiwan
  2326: '+proj=tmerc +lat_0=22.3121333333333 +lon_0=114.178555555556 +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +towgs84=-162.619,-276.959,-161.764,0.067753,-2.24365,-1.15883,-1.09425 +units=m +no_defs', // Hong Kong 1980 Grid System
  3825: '+proj=tmerc +lat_0=0 +lon_0=119 +k=0.9999 +x_0=250000 +y_0=0 +ellps=GRS80 +units=m +no_defs', // TWD97 / TM2 zone 119
  3826: '+proj=tmerc +lat_0=0 +lon_0=121 +k=0.9999 +x_0=250000 +y_0=0 +ellps=GRS80 +units=m +no_defs', // TWD97 / TM2 zone 121
  // Korea, Japan, Singapore, Israel
  5174: '+proj=tmerc +lat_0=38 +lon_0=127.002890277778 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-115.8,474.99,674.11,1.16,-2.31,-1.63,6.43 +units=m +no_defs', // Korean 1985 / Modified Central Belt
  5179: '+proj=tmerc +lat_0=38 +lon_0=127.5 +k=0.9996 +x_0=1000000 +y_0=2000000 +ellps=GRS80 +units=m +no_defs', // KGD2002 / Unified CS
  5181: '+proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=500000 +ellps=GRS80 +units=m +no_defs', // KGD2002 / Central Belt
  5185: '+proj=tmerc +lat_0=38 +lon_0=125 +k=1 +x_0=200000 +y_0=600000 +ellps=GRS80 +units=m +no_defs', // KGD2002 / West Belt 2010
  5186: '+proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=600000 +ellps=GRS80 +units=m +no_defs', // KGD2002 / Central Belt 2010
  5187: '+proj=tmerc +lat_0=38 +lon_0=129 +k=1 +x_0=200000 +y_0=600000 +ellps=GRS80 +units=m +no_defs', // KGD2002 / East Belt 2010
  5188: '+proj=tmerc +lat_0=38 +lon_0=131 +k=1 +x_0=200000 +y_0=600000 +ellps=GRS80 +units=m +no_defs', // KGD2002 / East Sea Belt 2010
  3414: '+proj=tmerc +lat_0=1.36666666666667 +lon_0=103.833333333333 +k=1 +x_0=28001.642 +y_0=38744.572 +ellps=WGS84 +units=m +no_defs', // SVY21 / Singapore TM
  2039: '+proj=tmerc +lat_0=31.7343936111111 +lon_0=35.2045169444444 +k=1.0000067 +x_0=219529.584 +y_0=626907.39 +ellps=GRS80 +towgs84=-24.0024,-17.1032,-17.8444,-0.33077,-1.85269,1.66969,5.4248 +units=m +no_defs', // Israel 1993 / Israeli TM Grid
  // Netherlands, Belgium, Luxembourg
  28992:
    '+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.417,50.3319,465.552,-0.398957,0.343988,-1.8774,4.0725 +units=m +no_defs', // Amersfoort / RD New
  31370:
    '+proj=lcc +lat_0=90 +lon_0=4.36748666666667 +lat_1=51.1666672333333 +lat_2=49.8333339 +x_0=150000.013 +y_0=5400088.438 +ellps=intl +towgs84=-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747 +units=m +no_defs', // BD72 / Belgian Lambert 72
  3812: '+proj=lcc +lat_0=50.797815 +lon_0=4.35921583333333 +lat_1=49.8333333333333 +lat_2=51.1666666666667 +x_0=649328 +y_0=665262 +ellps=GRS80 +units=m +no_defs', // ETRS89 / Belgian Lambert 2008
  2169: '+proj=tmerc +lat_0=49.8333333333333 +lon_0=6.16666666666667 +k=1 +x_0=80000 +y_0=100000 +ellps=intl +towgs84=-189.681,18.3463,-42.7695,-0.33746,-3.09264,2.53861,0.4598 +units=m +no_defs', // LUREF / Luxembourg TM
  // Britain, Ireland
  27700:
    '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs', // OSGB36 / British National Grid
  29903:
    '+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 +a=6377340.189 +rf=299.3249646 +towgs84=482.5,-130.6,564.6,-1.042,-0.214,-0.631,8.15 +units=m +no_defs', // TM75 / Irish Grid
  2157: '+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=0.99982 +x_0=600000 +y_0=750000 +ellps=GRS80 +units=m +no_defs', // IRENET95 / Irish Transverse Mercator
  // France, Switzerland
  2154: '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs', // RGF93 v1 / Lambert-93
  2056: '+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0 +units=m +no_defs', // CH1903+ / LV95
  21781:
    '+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=600000 +y_0=200000 +ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0 +units=m +no_defs', // CH1903 / LV03
  // Germany, Austria
  31466:
    '+proj=tmerc +lat_0=0 +lon_0=6 +k=1 +x_0=2500000 +y_0=0 +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs', // DHDN / 3-degree Gauss-Kruger zone 2
  31467:
    '+proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs', // DHDN / 3-degree Gauss-Kruger zone 3
  31468:
    '+proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs', // DHDN / 3-degree Gauss-Kruger zone 4
  31469:
    '+proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs', // DHDN / 3-degree Gauss-Kruger zone 5
  31254:
    '+proj=tmerc +lat_0=0 +lon_0=10.3333333333333 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +towgs84=577.326,90.129,463.919,5.137,1.474,5.297,2.4232 +units=m +no_defs', // MGI / Austria GK West
  31255:
    '+proj=tmerc +lat_0=0 +lon_0=13.3333333333333 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +towgs84=577.326,90.129,463.919,5.137,1.474,5.297,2.4232 +units=m +no_defs', // MGI / Austria GK Central
  31256:
    '+proj=tmerc +lat_0=0 +lon_0=16.3333333333333 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +towgs84=577.326,90.129,463.919,5.137,1.474,5.297,2.4232 +units=m +no_defs', // MGI / Austria GK East
  31287:
    '+proj=lcc +lat_0=47.5 +lon_0=13.3333333333333 +lat_1=49 +lat_2=46 +x_0=400000 +y_0=400000 +ellps=bessel +towgs84=577.326,90.129,463.919,5.137,1.474,5.297,2.4232 +units=m +no_defs', // MGI / Austria Lambert
  // Nordic and Baltic
  3006: '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs', // SWEREF99 TM
  3067: '+proj=utm +zone=35 +ellps=GRS80 +units=m +no_defs', // ETRS89 / TM35FIN(E,N)
  3021: '+proj=tmerc +lat_0=0 +lon_0=15.8082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=414.1,41.3,603.1,-0.855,2.141,-7.023,0 +units=m +no_defs', // RT90 2.5 gon V
  3301: '+proj=lcc +lat_0=57.5175539305556 +lon_0=24 +lat_1=59.3333333333333 +lat_2=58 +x_0=500000 +y_0=6375000 +ellps=GRS80 +units=m +no_defs', // Estonian Coordinate System of 1997
  3346: '+proj=tmerc +lat_0=0 +lon_0=24 +k=0.9998 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs', // LKS94 / Lithuania TM
  3059: '+proj=tmerc +lat_0=0 +lon_0=24 +k=0.9996 +x_0=500000 +y_0=-6000000 +ellps=GRS80 +units=m +no_defs', // LKS-92 / Latvia TM
  // Poland, Czechia, Slovakia, Hungary, Slovenia, Croatia, Romania
  2180: '+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 +ellps=GRS80 +units=m +no_defs', // ETRF2000-PL / CS92
  2178: '+proj=tmerc +lat_0=0 +lon_0=21 +k=0.999923 +x_0=7500000 +y_0=0 +ellps=GRS80 +units=m +no_defs', // ETRF2000-PL / CS2000/21
  5514: '+proj=krovak +lat_0=49.5 +lon_0=24.8333333333333 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=589,76,480,0,0,0,0 +units=m +no_defs', // S-JTSK / Krovak East North
  23700:
    '+proj=somerc +lat_0=47.1443937222222 +lon_0=19.0485717777778 +k_0=0.99993 +x_0=650000 +y_0=200000 +ellps=GRS67 +towgs84=52.17,-71.82,-14.9,0,0,0,0 +units=m +no_defs', // HD72 / EOV
  3794: '+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9999 +x_0=500000 +y_0=-5000000 +ellps=GRS80 +units=m +no_defs', // Slovenia 1996 / Slovene National Grid
  3765: '+proj=tmerc +lat_0=0 +lon_0=16.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs', // HTRS96 / Croatia TM
  3844: '+proj=sterea +lat_0=46 +lon_0=25 +k=0.99975 +x_0=500000 +y_0=500000 +ellps=krass +towgs84=28,-121,-77,0,0,0,0 +units=m +no_defs', // Pulkovo 1942(58) / Stereo70
  // Italy, Portugal, Greece, Europe
  3003: '+proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=1500000 +y_0=0 +ellps=intl +towgs84=-104.1,-49.1,-9.9,0.971,-2.917,0.714,-11.68 +units=m +no_defs', // Monte Mario / Italy zone 1
  3004: '+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=2520000 +y_0=0 +ellps=intl +towgs84=-104.1,-49.1,-9.9,0.971,-2.917,0.714,-11.68 +units=m +no_defs', // Monte Mario / Italy zone 2
  3763: '+proj=tmerc +lat_0=39.6682583333333 +lon_0=-8.13310833333333 +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs', // ETRS89 / Portugal TM06
  2100: '+proj=tmerc +lat_0=0 +lon_0=24 +k=0.9996 +x_0=500000 +y_0=0 +ellps=GRS80 +towgs84=-199.87,74.79,246.62,0,0,0,0 +units=m +no_defs', // GGRS87 / Greek Grid
  3035: '+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m +no_defs', // ETRS89-extended / LAEA Europe
  // United States: state planes of large cities
  2225: '+proj=lcc +lat_0=39.3333333333333 +lon_0=-122 +lat_1=41.6666666666667 +lat_2=40 +x_0=2000000.0001016 +y_0=500000.0001016 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / California zone 1 (ftUS)
  2226: '+proj=lcc +lat_0=37.6666666666667 +lon_0=-122 +lat_1=39.8333333333333 +lat_2=38.3333333333333 +x_0=2000000.0001016 +y_0=500000.0001016 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / California zone 2 (ftUS)
  2227: '+proj=lcc +lat_0=36.5 +lon_0=-120.5 +lat_1=38.4333333333333 +lat_2=37.0666666666667 +x_0=2000000.0001016 +y_0=500000.0001016 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / California zone 3 (ftUS)
  2229: '+proj=lcc +lat_0=33.5 +lon_0=-118 +lat_1=35.4666666666667 +lat_2=34.0333333333333 +x_0=2000000.0001016 +y_0=500000.0001016 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / California zone 5 (ftUS)
  2230: '+proj=lcc +lat_0=32.1666666666667 +lon_0=-116.25 +lat_1=33.8833333333333 +lat_2=32.7833333333333 +x_0=2000000.0001016 +y_0=500000.0001016 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / California zone 6 (ftUS)
  2232: '+proj=lcc +lat_0=37.8333333333333 +lon_0=-105.5 +lat_1=39.75 +lat_2=38.45 +x_0=914401.828803658 +y_0=304800.609601219 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Colorado Central (ftUS)
  2236: '+proj=tmerc +lat_0=24.3333333333333 +lon_0=-81 +k=0.999941177 +x_0=200000.0001016 +y_0=0 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Florida East (ftUS)
  2240: '+proj=tmerc +lat_0=30 +lon_0=-84.1666666666667 +k=0.9999 +x_0=699999.9998984 +y_0=0 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Georgia West (ftUS)
  2248: '+proj=lcc +lat_0=37.6666666666667 +lon_0=-77 +lat_1=39.45 +lat_2=38.3 +x_0=399999.9998984 +y_0=0 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Maryland (ftUS)
  2249: '+proj=lcc +lat_0=41 +lon_0=-71.5 +lat_1=42.6833333333333 +lat_2=41.7166666666667 +x_0=200000.0001016 +y_0=750000 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Massachusetts Mainland (ftUS)
  2263: '+proj=lcc +lat_0=40.1666666666667 +lon_0=-74 +lat_1=41.0333333333333 +lat_2=40.6666666666667 +x_0=300000 +y_0=0 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / New York Long Island (ftUS)
  2272: '+proj=lcc +lat_0=39.3333333333333 +lon_0=-77.75 +lat_1=40.9666666666667 +lat_2=39.9333333333333 +x_0=600000 +y_0=0 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Pennsylvania South (ftUS)
  2276: '+proj=lcc +lat_0=31.6666666666667 +lon_0=-98.5 +lat_1=33.9666666666667 +lat_2=32.1333333333333 +x_0=600000 +y_0=2000000.0001016 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Texas North Central (ftUS)
  2277: '+proj=lcc +lat_0=29.6666666666667 +lon_0=-100.333333333333 +lat_1=31.8833333333333 +lat_2=30.1166666666667 +x_0=699999.9998984 +y_0=3000000 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Texas Central (ftUS)
  2278: '+proj=lcc +lat_0=27.8333333333333 +lon_0=-99 +lat_1=30.2833333333333 +lat_2=28.3833333333333 +x_0=600000 +y_0=3999999.9998984 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Texas South Central (ftUS)
  2868: '+proj=tmerc +lat_0=31 +lon_0=-111.916666666667 +k=0.9999 +x_0=213360 +y_0=0 +ellps=GRS80 +units=ft +no_defs', // NAD83(HARN) / Arizona Central (ft)
  2913: '+proj=lcc +lat_0=43.6666666666667 +lon_0=-120.5 +lat_1=46 +lat_2=44.3333333333333 +x_0=2500000.0001424 +y_0=0 +ellps=GRS80 +units=ft +no_defs', // NAD83(HARN) / Oregon North (ft)
  2926: '+proj=lcc +lat_0=47 +lon_0=-120.833333333333 +lat_1=48.7333333333333 +lat_2=47.5 +x_0=500000.0001016 +y_0=0 +ellps=GRS80 +units=us-ft +no_defs', // NAD83(HARN) / Washington North (ftUS)
  26985: '+proj=lcc +lat_0=37.6666666666667 +lon_0=-77 +lat_1=39.45 +lat_2=38.3 +x_0=400000 +y_0=0 +datum=NAD83 +units=m +no_defs', // NAD83 / Maryland
  26986:
    '+proj=lcc +lat_0=41 +lon_0=-71.5 +lat_1=42.6833333333333 +lat_2=41.7166666666667 +x_0=200000 +y_0=750000 +datum=NAD83 +units=m +no_defs', // NAD83 / Massachusetts Mainland
  3435: '+proj=tmerc +lat_0=36.6666666666667 +lon_0=-88.3333333333333 +k=0.999975 +x_0=300000 +y_0=0 +datum=NAD83 +units=us-ft +no_defs', // NAD83 / Illinois East (ftUS)
  // Canada, Australia, New Zealand, Brazil, South Africa
  32188: '+proj=tmerc +lat_0=0 +lon_0=-73.5 +k=0.9999 +x_0=304800 +y_0=0 +datum=NAD83 +units=m +no_defs', // NAD83 / MTM zone 8
  2952: '+proj=tmerc +lat_0=0 +lon_0=-79.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=GRS80 +units=m +no_defs', // NAD83(CSRS) / MTM zone 10
  3005: '+proj=aea +lat_0=45 +lon_0=-126 +lat_1=50 +lat_2=58.5 +x_0=1000000 +y_0=0 +datum=NAD83 +units=m +no_defs', // NAD83 / BC Albers
  2193: '+proj=tmerc +lat_0=0 +lon_0=173 +k=0.9996 +x_0=1600000 +y_0=10000000 +ellps=GRS80 +units=m +no_defs', // NZGD2000 / New Zealand Transverse Mercator 2000
  5880: '+proj=poly +lat_0=0 +lon_0=-54 +x_0=5000000 +y_0=10000000 +ellps=GRS80 +units=m +no_defs', // SIRGAS 2000 / Brazil Polyconic
};

/** Geographic systems (longitude, latitude) that agree with WGS-84 within a metre or two: no shift at a city's scale. */
export const SAME_AS_WGS84: ReadonlySet<number> = new Set([
  4326, // WGS 84
  4490, // CGCS2000
  4258, // ETRS89
  4269, // NAD83
  4152,
  4617,
  4759,
  6318, // NAD83(HARN), NAD83(CSRS), NAD83(NSRS2007), NAD83(2011)
  4283,
  7844, // GDA94 (1.8 m since 2020), GDA2020
  4167, // NZGD2000
  4612,
  6668, // JGD2000, JGD2011
  4737, // KGD2002
  4674, // SIRGAS 2000
  4171,
  4619, // RGF93, SWEREF99
  4979, // WGS 84 with height
]);

/** Systems by rule: many zones of one family. `null` when the number is of none of them. */
export function zonedDefinition(epsg: number): string | null {
  const within = (first: number, last: number): boolean => epsg >= first && epsg <= last;
  const utm = (zone: number, rest: string): string => `+proj=utm +zone=${zone} ${rest} +units=m +no_defs`;
  const gaussKruger = (meridian: number, falseEasting: number): string =>
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`;
  if (within(32601, 32660)) return utm(epsg - 32600, '+datum=WGS84');
  if (within(32701, 32760)) return utm(epsg - 32700, '+south +datum=WGS84');
  if (within(25828, 25838)) return utm(epsg - 25800, '+ellps=GRS80'); // ETRS89
  if (within(26901, 26923)) return utm(epsg - 26900, '+datum=NAD83');
  if (within(6330, 6348)) return utm(epsg - 6329, '+ellps=GRS80'); // NAD83(2011)
  if (within(28348, 28358)) return utm(epsg - 28300, '+south +ellps=GRS80'); // GDA94
  if (within(7846, 7859)) return utm(epsg - 7800, '+south +ellps=GRS80'); // GDA2020
  if (within(31978, 31985)) return utm(epsg - 31960, '+south +ellps=GRS80'); // SIRGAS 2000
  // CGCS2000, Gauss-Krüger: 6° and 3° zones, with the zone number before the easting and without it.
  if (within(4491, 4501)) return gaussKruger((epsg - 4478) * 6 - 3, (epsg - 4478) * 1_000_000 + 500_000);
  if (within(4502, 4512)) return gaussKruger((epsg - 4489) * 6 - 3, 500_000);
  if (within(4513, 4533)) return gaussKruger((epsg - 4488) * 3, (epsg - 4488) * 1_000_000 + 500_000);
  if (within(4534, 4554)) return gaussKruger((epsg - 4509) * 3, 500_000);
  const plane = within(6669, 6687) ? JAPAN_PLANES[epsg - 6669] : within(2443, 2461) ? JAPAN_PLANES[epsg - 2443] : undefined;
  if (plane) return `+proj=tmerc +lat_0=${plane[0]} +lon_0=${plane[1]} +k=0.9999 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs`;
  return null;
}

/** Japan's plane rectangular systems I–XIX: latitude and longitude of origin. */
const JAPAN_PLANES: readonly (readonly [number, number])[] = [
  [33, 129.5],
  [33, 131],
  [36, 132.1666666666667],
  [33, 133.5],
  [36, 134.3333333333333],
  [36, 136],
  [36, 137.1666666666667],
  [36, 138.5],
  [36, 139.8333333333333],
  [40, 140.8333333333333],
  [44, 140.25],
  [44, 142.25],
  [44, 144.25],
  [26, 142],
  [26, 127.5],
  [26, 124],
  [26, 131],
  [20, 136],
  [26, 154],
];
