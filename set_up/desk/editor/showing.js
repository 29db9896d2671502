// Shows what is being typed in the preview before it is saved, if somebody looks at the preview.

// When nobody looks, the desk is asked again after so long.
const UNSEEN = 3000;
const WHILE_SAVING = 50;

export class Showing {
  constructor(saving, address) {
    Object.assign(this, { saving, address });
    this.isDue = false;
    this.isAsking = false;
    this.notBefore = 0;
  }

  changed() {
    this.isDue = true;
    this.next();
  }

  // Between two pages lies as much time as the first one took: slow machines make fewer.
  async next() {
    clearTimeout(this.timer);
    if (!this.isDue || this.isAsking) return;
    const { saving } = this;
    const rest = Math.max(this.notBefore - Date.now(), saving.running ? WHILE_SAVING : 0);
    if (rest > 0) {
      this.timer = setTimeout(() => this.next(), rest);
      return;
    }
    this.isDue = false;
    if (saving.isSaved || saving.isHeld) return;
    this.isAsking = true;
    const begun = Date.now();
    let watched = false;
    try {
      const fields = { ...saving.written(), basis: saving.basis };
      ({ watched } = await saving.asked(fields, {}, this.address));
    } catch {
      // Saving says what is wrong.
    }
    this.isAsking = false;
    this.notBefore = Date.now() + (watched ? Date.now() - begun : UNSEEN);
    this.next();
  }
}
