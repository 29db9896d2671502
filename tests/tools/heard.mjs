// What a page is to somebody who hears it: the faults in its accessibility tree, as Chromium makes it.
const CONTROLS = new Set(["link", "button", "textbox", "combobox", "checkbox", "radio"]);
const NAMED = new Set([...CONTROLS, "table", "image", "region"]);

const said = (node) => (node.name?.value ?? "").replace(/\s+/g, " ").trim();
const property = (node, name) => node.properties?.find((one) => one.name === name)?.value.value;

function* below(node, byId) {
  for (const id of node.childIds ?? []) {
    const child = byId.get(id);
    if (!child) continue;
    if (!child.ignored) yield child;
    yield* below(child, byId);
  }
}

function links(nodes) {
  const faults = [];
  const leads = new Map();
  for (const node of nodes.filter((one) => one.role.value === "link")) {
    const [name, address] = [said(node), property(node, "url")];
    const other = leads.get(name);
    if (other !== undefined && other !== address) faults.push(`two links are called “${name}”`);
    leads.set(name, address);
  }
  return faults;
}

function headings(nodes, byId) {
  const faults = [];
  let last = 0;
  const found = nodes.filter((one) => one.role.value === "heading");
  const levels = found.map((one) => property(one, "level"));
  if (levels.filter((one) => one === 1).length !== 1) faults.push("not one first heading");
  for (const [at, node] of found.entries()) {
    if (levels[at] > last + 1) faults.push(`“${said(node)}” skips a level`);
    if ([...below(node, byId)].some((one) => CONTROLS.has(one.role.value))) faults.push(`“${said(node)}” holds a control`);
    last = levels[at];
  }
  const names = found.map((one, at) => `${levels[at]} ${said(one)}`);
  for (const name of new Set(names.filter((one, at) => names.indexOf(one) !== at))) faults.push(`two headings: ${name}`);
  return faults;
}

// What came of a form has the focus, if a page says it: a moment after it is there.
async function isAnswered(page) {
  for (let tried = 0; tried < 50; tried += 1) {
    const isSo = await page.evaluate(() => {
      const answer = document.querySelector(".govuk-error-summary, .govuk-notification-banner");
      return answer === null || answer === document.activeElement;
    });
    if (isSo) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

// A page has one first heading, headings, links and tables whose names tell them apart, and names for
// all that can be used; what came of a form has the focus. Gives what is not so.
export async function faultsHeard(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((one) => [one.nodeId, one]));
  const heard = nodes.filter((one) => !one.ignored);
  const faults = [...links(heard), ...headings(heard, byId)];
  for (const node of heard) {
    const role = node.role.value;
    if (NAMED.has(role) && !said(node)) faults.push(`a ${role} without a name`);
    if (role === "definition" && below(node, byId).next().done) faults.push("a definition that says nothing");
  }
  if (!(await isAnswered(page))) faults.push("what came of the form is not where the page is read from");
  return faults;
}
