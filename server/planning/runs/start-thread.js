// A thread does not inherit the loader that lets the program run as TypeScript: it registers its own first.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
