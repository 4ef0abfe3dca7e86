import { createRoot } from 'react-dom/client';
import './styles/index.css';
import { startLive } from './api/live';
import { App } from './app';
import { startTheme } from './design/theme';
import { startLanguage } from './i18n/i18n';
import { start } from './session/session';

startTheme();
startLanguage();
startLive();
void start();

const root = document.getElementById('console');
if (root) {
  createRoot(root).render(<App />);
}
