package io.coral.deno;

/** The rules for what a script may import, by the names that people and programs see. */
enum ImportRule {
  OUTSIDE_ROOT(
      "a script imports from its own folder only",
      "move the file into the folder, or run with --root set to a folder that holds both"),
  LINK_OUT_OF_ROOT(
      "a link that leads out of the script's folder is not followed",
      "copy the file into the folder"),
  REMOTE("nothing is imported from a URL", "save the module beside the script, or use jsr:@std/*"),
  INLINE("no module is imported from a data: or blob: URL", "put the code into a file"),
  NPM("npm packages cannot be imported", "use jsr:@std/*, or save the code beside the script"),
  NODE("Node's modules cannot be imported", "use Deno's own API, or jsr:@std/*"),
  OTHER_JSR("only @std is imported from JSR", "use jsr:@std/*, or save the code beside the script"),
  UNFETCHED(
      "what is not there before a script starts is not fetched while it runs",
      "name the module in an import of its own, not computed"),
  UNKNOWN_NAME(
      "only @coral/sdk is imported by a bare name",
      "write ./name.ts for a file, or jsr:@std/name for the standard library");

  private final String sentence;
  private final String hint;

  ImportRule(String sentence, String hint) {
    this.sentence = sentence;
    this.hint = hint;
  }

  String sentence() {
    return sentence;
  }

  String hint() {
    return hint;
  }
}
