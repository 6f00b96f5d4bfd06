import type { Ground } from '../../maths/routing.ts';
import { catalogue, departmentCode, type Town } from '../../municipality/index.ts';

/** Every fault has a department: the service's, or the first there is. */
export function departmentFor({ town }: { town: Town }, mode: string): number {
	const id = town.services.get(mode)?.departmentId ?? town.departments[0]?.id;
	if (id === undefined) throw new Error('this municipality has no department');
	return id;
}

type Known = Pick<Ground, 'departments' | 'authorities'>;

/** What rules may name in a municipality. */
export const knownTo = (town: Town): Known => ({
	departments: new Set(town.departments.map(({ code }) => code)),
	authorities: new Set(town.authorities.map(({ code }) => code)),
});

/** What holds for a failure mode where no rule says otherwise. */
export const groundFor = (town: Town, mode: string, known: Known = knownTo(town)): Ground => ({
	department: departmentCode(town, departmentFor({ town }, mode)),
	priority: catalogue.modes.get(mode)?.mode.urgency ?? 3,
	...known,
});
