interface Words {
  zh: string;
  en: string;
}
type Detail = Readonly<Record<string, string | number>>;
type Text = (detail: Detail) => Words;

const suggestion = ({ nearest }: Detail): Words =>
  nearest ? { zh: `，是否指“${nearest}”？`, en: `; did you mean "${nearest}"?` } : { zh: '', en: '' };

/** Every reason of the intake, with its remedy. `Detail` names what the reader has to look at. */
export const ISSUE_TEXTS = {
  // Files
  'file.missing': (d) => ({ zh: `找不到文件 ${d.file}`, en: `no such file: ${d.file}` }),
  'file.empty': (d) => ({ zh: `文件 ${d.file} 是空的`, en: `the file ${d.file} is empty` }),
  'file.unknown-format': (d) => ({
    zh: `无法从扩展名“${d.extension}”判断格式；支持 .csv .tsv .json .ndjson .geojson`,
    en: `the ending "${d.extension}" does not tell the format; .csv, .tsv, .json, .ndjson and .geojson are read`,
  }),
  'file.encoding': (d) => ({
    zh: `文件不是 ${d.encoding} 编码；请另存为 UTF-8，或在映射中写明 "encoding"（如 "gb18030"）`,
    en: `the file is not ${d.encoding}; save it as UTF-8, or name its "encoding" in the mapping (for example "gb18030" or "windows-1252")`,
  }),
  'file.json-malformed': (d) => ({
    zh: `第 ${d.line} 行附近的 JSON 结构不完整：${d.why}`,
    en: `the JSON is broken near line ${d.line}: ${d.why}`,
  }),
  'file.json-no-rows': () => ({
    zh: '文件中没有记录：应为对象数组、FeatureCollection，或含有一个对象数组的对象',
    en: 'no records in this file: an array of objects, a FeatureCollection or an object that holds one array of objects is expected',
  }),
  'file.column-unknown': (d) => {
    const hint = suggestion(d);
    return {
      zh: `文件中没有列“${d.column}”${hint.zh} 现有的列：${d.columns}`,
      en: `the file has no column "${d.column}"${hint.en} Its columns: ${d.columns}`,
    };
  },

  // Coordinate systems
  'crs.unknown': (d) => ({
    zh: `不认识坐标系“${d.crs}”；请先转换为 WGS-84（如 ogr2ogr -t_srs EPSG:4326），或用 --crs 指明已知的 EPSG 编号或 "+proj=…" 字符串`,
    en: `the coordinate system "${d.crs}" is not known here; convert the file to WGS-84 first (for example ogr2ogr -t_srs EPSG:4326), or pass --crs with a known EPSG number or a "+proj=…" string`,
  }),
  'crs.unreadable': (d) => ({
    zh: `无法读懂文件声明的 crs：${d.crs}；请用 --crs 指明坐标系（WGS-84 即 --crs EPSG:4326）`,
    en: `the file declares a crs that cannot be read: ${d.crs}; pass --crs to say which it is (--crs EPSG:4326 if it is WGS-84)`,
  }),
  'crs.projected': (d) => ({
    zh: `坐标 ${d.position} 不是经纬度，而是投影坐标；请用 --crs 指明坐标系，如 --crs EPSG:4547`,
    en: `the position ${d.position} is no longitude and latitude but projected numbers; pass --crs, for example --crs EPSG:28992`,
  }),
  'crs.swapped': (d) => ({
    zh: `坐标 ${d.position} 的经纬度次序颠倒；GeoJSON 规定先经度后纬度，请交换后再导入`,
    en: `the position ${d.position} has latitude first; GeoJSON puts longitude first: exchange them in the file`,
  }),

  // Rows
  'row.ragged': (d) => ({
    zh: `本行有 ${d.found} 个字段，表头有 ${d.expected} 个`,
    en: `this row has ${d.found} fields, the header has ${d.expected}`,
  }),
  'row.quote-not-closed': () => ({ zh: '引号没有闭合', en: 'a quoted field is never closed' }),
  'row.quote-misplaced': () => ({
    zh: '引号后面有多余的字符；字段内的引号应写成两个',
    en: 'text follows a closing quote; a quote inside a field is written twice',
  }),
  'row.json-broken': (d) => ({ zh: `不是有效的 JSON：${d.why}`, en: `not valid JSON: ${d.why}` }),
  'row.not-an-object': () => ({ zh: '记录不是一个对象', en: 'the record is not an object' }),
  'row.refused': (d) => ({ zh: `${d.zh}`, en: `${d.en}` }),
  'row.geometry-not-a-point': (d) => ({ zh: `几何类型 ${d.type} 不是点`, en: `the geometry is a ${d.type}, not a point` }),

  // Values
  'value.missing': () => ({ zh: '缺少必填值', en: 'the value is missing and the mapping gives no default' }),
  'value.not-text': (d) => ({
    zh: `值是 JSON 的 ${d.type}，不是文本或数字`,
    en: `the value is a JSON ${d.type}, not a text or a number; a nested value is named "outer.inner"`,
  }),
  'value.unknown': (d) => ({
    zh: `不认识“${d.value}”；请在映射的 map 中写明对应项，可用：${d.allowed}`,
    en: `"${d.value}" is not known; say in the mapping's map what it means, one of: ${d.allowed}`,
  }),
  'value.unknown-here': (d) => ({ zh: `不认识“${d.value}”；可用：${d.allowed}`, en: `"${d.value}" is not known; one of: ${d.allowed}` }),
  'value.too-many': (d) => ({ zh: `有 ${d.length} 个，超过 ${d.most} 个`, en: `${d.length} of them, more than ${d.most}` }),
  'value.control-characters': () => ({ zh: '含有控制字符（如 NUL）', en: 'it holds control characters (such as NUL)' }),
  'value.too-long': (d) => ({ zh: `长度 ${d.length}，超过 ${d.most} 个字符`, en: `${d.length} characters, more than ${d.most}` }),
  'id.scientific': (d) => ({
    zh: `编号“${d.value}”被电子表格写成了科学计数，末位已丢失；请以文本重新导出`,
    en: `"${d.value}" was written by a spreadsheet in scientific notation and lost its last digits; export the column as text`,
  }),
  'id.unsafe-number': (d) => ({
    zh: `编号 ${d.value} 超出数字的精度；请在文件中写成文本`,
    en: `${d.value} is beyond the precision of a number; write it as text in the file`,
  }),
  'id.differs-in-file': (d) => ({
    zh: `同一编号“${d.value}”在本文件第 ${d.otherLine} 行（第 ${d.otherOrdinal} 条记录）有不同的内容`,
    en: `line ${d.otherLine} of this file (record ${d.otherOrdinal}) has other data under the same id "${d.value}"`,
  }),
  'time.unreadable': (d) => ({
    zh: `读不懂时间“${d.value}”；请在映射中写明 format（如 "yyyy-MM-dd HH:mm:ss"）`,
    en: `the time "${d.value}" cannot be read as ${d.format}; give its "format" in the mapping, in Unicode date tokens (for example "MM/dd/yyyy hh:mm:ss a")`,
  }),
  'time.future': (d) => ({ zh: `时间 ${d.value} 在未来`, en: `the time ${d.value} lies in the future` }),
  'time.implausible': (d) => ({
    zh: `时间 ${d.value} 早于 1900 年；请检查 format`,
    en: `the time ${d.value} lies before 1900; check the format`,
  }),
  'coordinates.half': () => ({ zh: '经度和纬度只有一个', en: 'only one of longitude and latitude is there' }),
  'coordinates.unreadable': (d) => ({ zh: `坐标“${d.value}”不是数字`, en: `"${d.value}" is not a number` }),
  'coordinates.swapped': (d) => ({
    zh: `(${d.position}) 的经纬度颠倒了；请在映射中交换 longitude 与 latitude`,
    en: `(${d.position}) has longitude and latitude exchanged; exchange the two columns in the mapping`,
  }),
  'coordinates.projected': (d) => ({
    zh: `(${d.position}) 是投影坐标；请在映射中写明 "crs"，如 "EPSG:4547"`,
    en: `(${d.position}) is no longitude and latitude; name the file's "crs" in the mapping, for example "EPSG:2263"`,
  }),
  'coordinates.off-projection': (d) => ({
    zh: `(${d.position}) 无法由 ${d.crs} 转换为经纬度`,
    en: `(${d.position}) cannot be converted from ${d.crs}`,
  }),
  'known.category': (d) => ({
    zh: `没有类别“${d.value}”（映射要求 known）`,
    en: `no category "${d.value}" (the mapping says known: true)`,
  }),
  'known.department': (d) => ({
    zh: `没有部门“${d.value}”（映射要求 known）`,
    en: `no department "${d.value}" (the mapping says known: true)`,
  }),
  'known.source': (d) => ({ zh: `没有来源“${d.value}”（映射要求 known）`, en: `no source "${d.value}" (the mapping says known: true)` }),
  'known.area': (d) => ({
    zh: `${d.tier} 一级没有区域“${d.value}”（映射要求 known）`,
    en: `no ${d.tier} "${d.value}" (the mapping says known: true)`,
  }),

  // Devices
  'cell.missing': () => ({ zh: '缺少必填值', en: 'the value is missing' }),
  'device.code-form': (d) => ({ zh: `编号“${d.value}”不能含 / + #`, en: `the code "${d.value}" must not hold / + or #` }),
  'device.channel-form': (d) => ({
    zh: `读不懂“${d.value}”；写法：指标，或 指标=承诺分钟，多个以 | 分隔`,
    en: `"${d.value}" cannot be read; write sign, or sign=minutes of its promise, several with | between them`,
  }),
  'device.promise': (d) => ({
    zh: `承诺间隔“${d.value}”不是大于 0 的分钟数`,
    en: `the promise "${d.value}" is no number of minutes above 0`,
  }),
  'device.place-missing': () => ({ zh: '没有坐标，也没有辖区编码', en: 'it has neither a position nor the code of an area' }),
  'device.sign-ambiguous': (d) => ({ zh: `有多个指标叫“${d.value}”；请改用编码`, en: `several signs are named "${d.value}"; use codes` }),

  // Readings
  'reading.not-number': (d) => ({ zh: `“${d.value}”不是数`, en: `"${d.value}" is no number` }),

  // The mapping itself
  'mapping.readings': () => ({
    zh: '长表写 device、indicator、value；宽表写 values：每列对应的指标和设备',
    en: 'a long table has device, indicator and value; a wide one has values: what each column tells, and of which device',
  }),
  'mapping.not-json': (d) => ({ zh: `映射文件不是有效的 JSON：${d.why}`, en: `the mapping file is not valid JSON: ${d.why}` }),
  'mapping.field-unknown': (d) => {
    const hint = suggestion(d);
    return { zh: `映射没有这个字段${hint.zh} 可用：${d.fields}`, en: `the mapping has no such field${hint.en} It has: ${d.fields}` };
  },
  'mapping.field-missing': () => ({ zh: '映射缺少这个字段', en: 'the mapping must say where this comes from' }),
  'mapping.shape': (d) => ({ zh: `应为${d.zh}`, en: `must be ${d.en}` }),
  'mapping.empty-field': () => ({ zh: '既没有 column 也没有 default', en: 'neither a "column" nor a "default" is given' }),
  'mapping.constant-id': () => ({ zh: '编号不能是常量；请写明列名', en: 'an id cannot be a constant; name the column that holds it' }),
  'mapping.half-point': () => ({ zh: 'longitude 与 latitude 必须同时给出', en: 'longitude and latitude go together' }),
  'mapping.value-unknown': (d) => ({
    zh: `map 中的“${d.value}”不可用；可用：${d.allowed}`,
    en: `the map leads to "${d.value}"; it must lead to one of: ${d.allowed}`,
  }),
  'mapping.time-zone': (d) => ({
    zh: `不认识时区“${d.value}”；应为 IANA 名称，如 Asia/Shanghai`,
    en: `"${d.value}" is no time zone; use an IANA name such as America/New_York`,
  }),
  'mapping.format': (d) => ({ zh: `时间格式“${d.format}”不可用：${d.zh}`, en: `the format "${d.format}" cannot be used: ${d.en}` }),
  'mapping.too-many-names': (d) => ({
    zh: `这一列带来超过 ${d.most} 个新名称，像是自由文本；请用 map 归类，或设 "known": true`,
    en: `this column brings more than ${d.most} new names, so it is probably free text; group them by a "map", or set "known": true`,
  }),
  'mapping.encoding': (d) => ({ zh: `不认识编码“${d.value}”`, en: `"${d.value}" is no known text encoding` }),

  // Areas
  'areas.tier': (d) => ({ zh: `没有层级“${d.value}”；可用：${d.allowed}`, en: `there is no tier "${d.value}"; one of: ${d.allowed}` }),
  'areas.city-tier': () => ({
    zh: '市一级由 guantong init 建立，不能导入',
    en: 'the city node is made by `guantong init`; import the tiers below it',
  }),
  'areas.no-parent-tier': (d) => ({
    zh: `${d.tier} 之上还没有任何区域；请先运行 guantong init`,
    en: `there is no area above the tier ${d.tier} yet; run \`guantong init\` first`,
  }),
  'areas.parent-needed': (d) => ({
    zh: `上一级 ${d.tier} 有 ${d.count} 个区域；请用 --parent <属性> 或 --parent-by-location 说明隶属关系`,
    en: `the tier above (${d.tier}) has ${d.count} areas; pass --parent <property> or --parent-by-location`,
  }),
  'areas.parent-borders': (d) => ({
    zh: `上一级 ${d.tier} 没有边界，无法按位置判断`,
    en: `the tier above (${d.tier}) has no drawn borders, so location tells nothing; pass --parent <property>`,
  }),
  'areas.too-early': (d) => ({
    zh: `区域“${d.code}”的现行边界自 ${d.since} 起有效；新边界不能更早`,
    en: `the border of "${d.code}" that this replaces holds since ${d.since}; a new one cannot begin before`,
  }),
  'feature.geometry-missing': () => ({ zh: '没有几何', en: 'the feature has no geometry' }),
  'feature.not-a-polygon': (d) => ({ zh: `几何类型 ${d.type} 不是面`, en: `the geometry is a ${d.type}, not a polygon` }),
  'feature.not-numbers': () => ({ zh: '坐标不是数字', en: 'a position is not a pair of numbers' }),
  'feature.zero-area': () => ({ zh: '面积为零', en: 'the polygon has no area' }),
  'feature.broken': (d) => ({ zh: `边界自相交且无法修复：${d.why}`, en: `the border crosses itself and cannot be repaired: ${d.why}` }),
  'feature.outside-world': (d) => ({
    zh: `坐标 (${d.position}) 超出经纬度范围`,
    en: `the position (${d.position}) is outside longitude −180…180, latitude −90…90`,
  }),
  'code.missing': () => ({ zh: '没有编码', en: 'the code is missing' }),
  'code.duplicate': (d) => ({
    zh: `编码“${d.code}”有 ${d.count} 个要素（第 ${d.features} 个）；如属同一区域请加 --merge`,
    en: `${d.count} features (numbers ${d.features}) have the code "${d.code}"; pass --merge if they are one area`,
  }),
  'code.taken': (d) => ({
    zh: `编码“${d.code}”已是 ${d.tier} 一级的区域`,
    en: `the code "${d.code}" already belongs to an area of the tier ${d.tier}; codes are identities across tiers`,
  }),
  'name.missing': () => ({ zh: '没有名称', en: 'the name is missing' }),
  'parent.missing': () => ({ zh: '没有上级', en: 'the parent is missing' }),
  'parent.unknown': (d) => ({
    zh: `${d.tier} 一级没有编码或名称为“${d.value}”的区域`,
    en: `no ${d.tier} has the code or the name "${d.value}"`,
  }),
  'parent.ambiguous': (d) => ({
    zh: `${d.tier} 一级有 ${d.count} 个区域名为“${d.value}”；请改用编码`,
    en: `${d.count} areas of the tier ${d.tier} are named "${d.value}"; use codes`,
  }),
  'parent.none-here': (d) => ({ zh: `不与任何 ${d.tier} 相交`, en: `it overlaps no ${d.tier}` }),
} as const satisfies Record<string, Text>;

export type IssueCode = keyof typeof ISSUE_TEXTS;
