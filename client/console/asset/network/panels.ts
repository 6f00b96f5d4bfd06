import { lazy } from '../../../ui/lazy.tsx';

/** What to close, and what lies upstream: each brings a map, and comes where the asset's class belongs to such a network. */
export const WhatToClose = lazy(async () => (await import('./what-to-close.tsx')).WhatToClose);
export const Trace = lazy(async () => (await import('./trace.tsx')).Trace);
