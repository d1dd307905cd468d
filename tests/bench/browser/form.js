// The form that every candidate shows: four steps, in the order of the questions.

export const KINDS = { person: "A person", organisation: "An organisation", public_body: "A public body" };
export const CATEGORIES = {
  suggestion: "A suggestion",
  question: "A question about the law",
  complaint: "A complaint about an official",
  rights: "Protection of my rights",
};
export const REPLIES = { email: "By e-mail", post: "By post", none: "No reply" };

/** Names, labels and limits of the questions, by step. */
export const STEPS = [
  {
    title: "Who are you?",
    questions: [
      { name: "kind", label: "Who writes to us?", options: KINDS },
      { name: "name", label: "Name", min: 1, max: 50 },
    ],
  },
  {
    title: "How can we reach you?",
    questions: [
      { name: "email", label: "E-mail address", pattern: "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$" },
      { name: "mobile", label: "Mobile number", pattern: "^09[0-9]{8}$" },
    ],
  },
  {
    title: "What is it about?",
    questions: [
      { name: "category", label: "Category", options: CATEGORIES },
      { name: "subject", label: "Subject", min: 2, max: 100 },
      { name: "content", label: "What do you want to tell us?", min: 2, max: 2000, isLong: true },
    ],
  },
  {
    title: "Our reply",
    questions: [
      { name: "reply_by", label: "How should we reply?", options: REPLIES },
      { name: "address", label: "Postal address", min: 2, max: 200, when: ["reply_by", "post"] },
    ],
  },
];

/** The answers that the benchmark enters, in order. */
export const ANSWERS = {
  kind: "person",
  name: "Test Person",
  email: "test.person@example.org",
  mobile: "0900000000",
  category: "suggestion",
  subject: "A bench in the park",
  content: "Please put a bench beside the path, because the next one is half a kilometre away.",
  reply_by: "post",
  address: "1 Example Road, Example City",
};
