/** Texts of the search: fetched with it. search.en.ts must have the same keys. */
export const zh = {
  'search.label': '搜索辖区、事件、页面',
  'search.placeholder': '辖区、拼音、事件编号、描述',
  'search.recent': '最近',
  'search.places': '辖区',
  'search.pages': '页面',
  'search.incidents': '事件',
  'search.text': '在事件描述中搜索“{q}”',
  'search.textIn': '{name}，所有状态',
  'search.group': '组团 · {n} 个成员',
  'search.empty': '没有匹配的辖区或页面',
  'search.loading': '正在载入辖区目录…',
  'search.move': '选择',
  'search.pick': '打开',
  'search.close': '关闭',
} as const;
