// Icons say nothing alone: hidden from readers, always beside a word or an accessible name.
import type { LucideIcon } from 'lucide-react';

export function Icon({ icon: Picture }: { readonly icon: LucideIcon }) {
  return <Picture className="icon" aria-hidden="true" />;
}
