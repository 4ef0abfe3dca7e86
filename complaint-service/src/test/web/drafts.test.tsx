import '../../main/web/languages/en';
import { createRoot, type Root } from 'react-dom/client';
import { type Draft, useDraft } from '../../main/web/app/api/drafts';
import { currentSession, signOut } from '../../main/web/app/session/session';
import { equal, test, until } from './testing';

interface Letter {
  body: string;
  files: File[];
}

const EMPTY: Letter = { body: '', files: [] };

/** Signs in as another tab of the same browser tells it, and as the session is told in life. */
async function signedIn(id: string): Promise<void> {
  const tab = new BroadcastChannel('recourse.session');
  const token = { value: 'none', expiresAt: Date.now() + 60_000 };
  tab.postMessage({ kind: 'granted', token, user: { id, username: id } });
  await until(() => {
    const session = currentSession();
    return session.status === 'signed-in' && session.user.id === id;
  });
  tab.close();
}

class Desk {
  draft: Draft<Letter> | null = null;
  private readonly root: Root;

  constructor(name: string) {
    const Sheet = () => {
      this.draft = useDraft<Letter>(name, EMPTY);
      return null;
    };
    this.root = createRoot(document.createElement('div'));
    this.root.render(<Sheet />);
  }

  async ready(): Promise<Draft<Letter>> {
    await until(() => this.draft?.ready === true);
    return this.draft as Draft<Letter>;
  }

  leave(): void {
    this.root.unmount();
  }
}

/** What somebody finds who opens the page anew. */
async function found(name: string): Promise<Letter> {
  const desk = new Desk(name);
  const { value } = await desk.ready();
  desk.leave();
  return value;
}

async function write(name: string, change: (before: Letter) => Letter): Promise<void> {
  const desk = new Desk(name);
  (await desk.ready()).set(change);
  desk.leave();
}

test('what was half-written is there again, files included', async () => {
  await signedIn('anna');
  await write('one', (before) => ({ ...before, body: 'Dear all', files: [new File(['x'], 'leak.png')] }));
  const letter = await found('one');
  equal([letter.body, letter.files.map((file) => file.name)], ['Dear all', ['leak.png']]);
});

test('each page has a draft of its own', async () => {
  await write('two', (before) => ({ ...before, body: 'Another' }));
  equal([(await found('one')).body, (await found('two')).body], ['Dear all', 'Another']);
});

test('what was sent is not there any more', async () => {
  const desk = new Desk('one');
  (await desk.ready()).discard();
  desk.leave();
  equal(await found('one'), EMPTY);
});

test('nothing of it stays behind for the next person', async () => {
  // Nobody answers here; the session ends all the same.
  await signOut().catch(() => {});
  await until(() => currentSession().status === 'signed-out');
  await signedIn('anna');
  equal(await found('two'), EMPTY);
});
