import type { Knex } from 'knex';

const occasions = (kinds: string): string => `
	alter table fault_routing drop constraint fault_routing_occasion;
	alter table fault_routing add constraint fault_routing_occasion check (occasion in (${kinds}));`;

export const up = (db: Knex): Promise<void> => db.raw(occasions("'opened', 'linked', 'recategorised'"));

export const down = (db: Knex): Promise<void> =>
	db.raw(`update fault_routing set occasion = 'linked' where occasion = 'recategorised'; ${occasions("'opened', 'linked'")}`);
