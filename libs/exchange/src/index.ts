export { loadPortfolio, type GiveCommand, type LoadedPortfolio } from './portfolio/load.js';
export { portfolioCommands, type PortfolioCommand } from './portfolio/portfolio.js';
export { Imports, type BatchWork, type ImportsOptions, type OpenedBatch } from './tables/batch/imports.js';
export { ImportStopped } from './tables/batch/run-import.js';
export type { ReceivedTable } from './tables/batch/import-batches.js';
export { TABLE_LIMITS } from './tables/read/limits.js';
export { TableFault } from './tables/read/table-fault.js';
export { templateOf } from './tables/template.js';
