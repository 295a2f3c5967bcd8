"use client";

import { type Editor, EditorContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { Bold, Heading2, Heading3, Italic, Link as LinkIcon, List, ListOrdered, type LucideIcon, Redo2, Undo2, Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { controlVariants } from "@/components/ui/control";
import { useFieldControl } from "@/components/ui/field-context";

export type RichTextEditorProps = { html: string; onChange: (html: string) => void };

const prose = [
  "min-h-40 whitespace-pre-wrap px-3.5 py-3 outline-none [&>*+*]:mt-3",
  "[&_h2]:font-semibold [&_h2]:text-lg [&_h3]:font-semibold [&_a]:text-accent-text [&_a]:underline [&_a]:underline-offset-4",
  "[&_ul]:list-disc [&_ul]:pl-5 [&_ol]:list-decimal [&_ol]:pl-5 [&_blockquote]:border-border [&_blockquote]:border-l-2 [&_blockquote]:pl-3",
].join(" ");

/** The editor itself: heavy, so it is loaded when a form with rich text is opened. */
export default function RichTextEditor({ html, onChange }: RichTextEditorProps): ReactNode {
  const t = useTranslations("admin-products");
  const field = useFieldControl();
  const editor = useEditor({
    extensions: [StarterKit.configure({ heading: { levels: [2, 3] }, codeBlock: false, link: { openOnClick: false, autolink: true } })],
    content: html,
    immediatelyRender: false,
    injectCSS: false,
    editorProps: {
      attributes: {
        id: field.id ?? "",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": t("richText.label"),
        ...(field["aria-invalid"] ? { "aria-invalid": "true" } : {}),
        ...(field["aria-describedby"] ? { "aria-describedby": field["aria-describedby"] } : {}),
        class: prose,
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? "" : changed.getHTML()),
  });

  return (
    <div
      className={cn(
        controlVariants(),
        "h-auto min-h-56 p-0 focus-within:border-focus focus-within:outline-2 focus-within:outline-focus focus-within:-outline-offset-1 touch:h-auto",
      )}
    >
      {editor ? <Toolbar editor={editor} /> : null}
      <EditorContent editor={editor} />
    </div>
  );
}

type Tool = { key: string; icon: LucideIcon; isOn?: (editor: Editor) => boolean; run: (editor: Editor) => void };

const tools: readonly Tool[] = [
  { key: "bold", icon: Bold, isOn: (editor) => editor.isActive("bold"), run: (editor) => editor.chain().focus().toggleBold().run() },
  {
    key: "italic",
    icon: Italic,
    isOn: (editor) => editor.isActive("italic"),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    key: "heading",
    icon: Heading2,
    isOn: (editor) => editor.isActive("heading", { level: 2 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    key: "subheading",
    icon: Heading3,
    isOn: (editor) => editor.isActive("heading", { level: 3 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  {
    key: "bullets",
    icon: List,
    isOn: (editor) => editor.isActive("bulletList"),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    key: "numbers",
    icon: ListOrdered,
    isOn: (editor) => editor.isActive("orderedList"),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
];

function Toolbar({ editor }: { editor: Editor }): ReactNode {
  const t = useTranslations("admin-products");
  const active = useEditorState({ editor, selector: () => tools.map((tool) => tool.isOn?.(editor) ?? false) });
  const isLink = useEditorState({ editor, selector: () => editor.isActive("link") });

  return (
    <div role="toolbar" aria-label={t("richText.tools")} className="flex flex-wrap gap-0.5 border-border border-b p-1.5">
      {tools.map((tool, index) => (
        <ToolButton
          key={tool.key}
          icon={tool.icon}
          label={t(`richText.${tool.key}`)}
          isPressed={active[index]}
          onPress={() => tool.run(editor)}
        />
      ))}
      <ToolButton icon={LinkIcon} label={t("richText.link")} isPressed={isLink} onPress={() => askForLink(editor, t("richText.address"))} />
      {isLink ? (
        <ToolButton
          icon={Unlink}
          label={t("richText.unlink")}
          onPress={() => editor.chain().focus().extendMarkRange("link").unsetLink().run()}
        />
      ) : null}
      <span className="ml-auto flex gap-0.5">
        <ToolButton icon={Undo2} label={t("richText.undo")} onPress={() => editor.chain().focus().undo().run()} />
        <ToolButton icon={Redo2} label={t("richText.redo")} onPress={() => editor.chain().focus().redo().run()} />
      </span>
    </div>
  );
}

/** Bare names become https addresses; the server keeps only addresses that are safe. */
function askForLink(editor: Editor, question: string): void {
  const present: unknown = editor.getAttributes("link").href;
  const typed = window.prompt(question, typeof present === "string" ? present : "https://")?.trim();
  if (!typed || typed === "https://") return;
  const href = /^([a-z]+:|\/|#)/i.test(typed) ? typed : `https://${typed}`;
  editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
}

type ToolButtonProps = { icon: LucideIcon; label: string; isPressed?: boolean; onPress: () => void };

function ToolButton({ icon: Icon, label, isPressed, onPress }: ToolButtonProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      className="grid size-8 place-items-center rounded-sm text-text-muted transition-colors hover:bg-muted hover:text-text aria-pressed:bg-accent-soft aria-pressed:text-accent-text touch:size-11"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
