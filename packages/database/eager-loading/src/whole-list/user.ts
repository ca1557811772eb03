export interface Post {
  id: string
  title: string
}

export interface User {
  id: number
  name: string
  bio: string
  posts: Post[]
}
