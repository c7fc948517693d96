export { loadPortfolio, type GiveCommand, type LoadedPortfolio } from './portfolio/load.js';
export { portfolioCommands, type PortfolioCommand } from './portfolio/portfolio.js';
