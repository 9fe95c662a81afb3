/**
 * Command lines of programs that end at once, and of migrations, which end when they are done. Nothing that a shell joins to something
 * else: `echo hello && exec app` goes on.
 */
const ENDS =
  /^(?:\/(?:usr\/)?bin\/)?(?:(?:echo|date|ls|env|printenv|true|uname|hostname|whoami)(?: [^;&|<>$`\n]*)?|sleep \d{1,3}s?|alembic upgrade [^;&|\n]*|flyway migrate|(?:bundle exec )?(?:rake|rails) db:migrate|python3? manage\.py migrate(?: [^;&|\n]*)?|(?:npx )?prisma migrate deploy)$/;

export const endsAtOnce = (command: string): boolean => ENDS.test(command);
