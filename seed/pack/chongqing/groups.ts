import type { Group } from '../../../shared/city-pack.ts';

/** Sets of whole streets that everybody there knows; examples of what a group is, not the authority's lists. */
export const GROUPS: readonly Group[] = [
  {
    code: 'wansheng',
    names: { zh: '万盛经济技术开发区', en: 'Wansheng Economic Development Zone' },
    kind: 'development-zone',
    members: [
      '500110004',
      '500110005',
      '500110100',
      '500110101',
      '500110102',
      '500110103',
      '500110104',
      '500110105',
      '500110106',
      '500110107',
    ],
    isExample: true,
  },
  {
    code: 'high-tech',
    names: { zh: '高新区直管园', en: 'High-tech Zone Core' },
    kind: 'development-zone',
    // Of two districts: 沙坪坝 and 九龙坡.
    members: [
      '500106016',
      '500106017',
      '500106020',
      '500106108',
      '500107103',
      '500107104',
      '500107105',
      '500107106',
      '500107107',
      '500107108',
    ],
    isExample: true,
  },
  {
    code: 'jiefangbei-chaotianmen',
    names: { zh: '解放碑—朝天门商圈', en: 'Jiefangbei–Chaotianmen Business District' },
    kind: 'business-district',
    members: ['500103003', '500103010'],
    isExample: true,
  },
  {
    code: 'guanyinqiao',
    names: { zh: '观音桥商圈', en: 'Guanyinqiao Business District' },
    kind: 'business-district',
    members: ['500105006'],
    isExample: true,
  },
];
