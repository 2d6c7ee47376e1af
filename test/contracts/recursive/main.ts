import { Millrace } from "millrace";

const app = new Millrace();

interface Tree {
  value: number;
  children: Tree[];
}

interface Author {
  name: string;
  books: Book[];
}

interface Book {
  title: string;
  author?: Author | null;
}

class Node {
  next: Node | undefined;
  name = "";
}

app.post("/", (tree: Tree, author: Author, node: Node): Tree => ({ value: author.books.length + node.name.length, children: [tree] }));
