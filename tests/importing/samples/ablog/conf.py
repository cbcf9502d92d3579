extensions = ["ablog", "myst_parser"]
project = "Bell tower"
blog_title = "Bell tower"
blog_baseurl = "https://bells.example.org/"
blog_authors = {
    "noor": ("Noor Haddad", "https://example.org/noor"),
}
