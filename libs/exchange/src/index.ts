export { portfolioCommands, portfolioRecordId, type PortfolioCommand } from './portfolio/portfolio.js';
