/** Starts a throwaway native PostGIS; see `postgres.js`. */
export declare const startPostgres: (options?: {
	install?: boolean;
	durable?: boolean;
	settings?: Record<string, string>;
}) => Promise<{ url: string; stop: () => Promise<void> }>;
