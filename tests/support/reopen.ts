import { db } from './database.ts';

// Files run one after another with the same modules, and each closes the shared database when it is done.
if (!db.client.pool) db.initialize();
