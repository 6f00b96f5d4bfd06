import { mountShell } from '../ui/mount.tsx';
import { Planner } from './planner.tsx';
import { followLinks } from './route.ts';
import { askWho } from './session.ts';

void askWho();
followLinks();
void mountShell((town) => <Planner town={town} />);
