// How the writers of a race find each other, and start together.
import type { StreamName } from '../../../../lib/index.ts';
import { openChannel as openTabChannel } from '../../../../lib/own-database.ts';
import type { Writer } from './writer.ts';

/** Every writer sends its event when it hears this. */
export interface Go {
  /** 1, 2, 3 … */
  readonly round: number;
  /** What each of them expects: the version that all of them have read. */
  readonly expectedVersion: number;
}

type Message =
  | { readonly kind: 'who' }
  | { readonly kind: 'here' | 'bye'; readonly writer: Writer }
  | { readonly kind: 'go'; readonly go: Go };

export interface RaceChannel {
  /** Everybody in the race hears it, the one who says it too. */
  go(go: Go): void;
  close(): void;
}

export interface Heard {
  /** Another writer came or left. */
  readonly onOther: (writer: Writer, here: boolean) => void;
  readonly onGo: (go: Go) => void;
}

export function openChannel(storeName: string, stream: StreamName, self: Writer, heard: Heard): RaceChannel {
  const name = `race ${JSON.stringify([storeName, stream])}`;
  // A channel does not hear itself. With two of them this page hears "go" the same way as all others, so none is ahead.
  const [ear, mouth] = [openTabChannel(name), openTabChannel(name)];
  const say = (message: Message) => mouth?.postMessage(message);
  const leave = () => say({ kind: 'bye', writer: self });
  const hear = ({ data }: MessageEvent<Message>) => {
    switch (data.kind) {
      case 'who':
        return say({ kind: 'here', writer: self });
      case 'go':
        return heard.onGo(data.go);
      default:
        if (data.writer !== self) heard.onOther(data.writer, data.kind === 'here');
    }
  };
  if (ear) ear.onmessage = hear;
  addEventListener('pagehide', leave);
  say({ kind: 'who' });
  return {
    go: (go) => (mouth ? say({ kind: 'go', go }) : heard.onGo(go)),
    close() {
      removeEventListener('pagehide', leave);
      leave();
      ear?.close();
      mouth?.close();
    },
  };
}
