/** Ids that stand for other records in the examples. */
export const EXAMPLE_IDS = {
  project: '0192f0c1-7a7e-7cc0-8a58-000000000001',
  otherAgreement: '0192f0c1-7a7e-7cc0-8a58-000000000002',
  otherProject: '0192f0c1-7a7e-7cc0-8a58-000000000003',
  event: '0192f0c1-7a7e-7cc0-8a58-000000000004',
} as const;

export type Example = Readonly<Record<string, unknown>>;

/** A source as a newspaper page or an act gives it. */
export const sources = [
  {
    publisher: 'Akimat of Zhambyl region',
    title: 'On the course of the steel plant',
    url: 'https://example.org/news/steel-plant',
    class: 'officialAct',
    publishedOn: '2025-04-02',
    language: 'en',
  },
];
export const investor = { name: 'Fujian Hengwang Investment', countryCode: 'CN' };
export const ministry = { name: 'Ministry of Industry and Construction', countryCode: 'KZ' };
