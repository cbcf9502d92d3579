export default { site: "https://ink.example.org" };
