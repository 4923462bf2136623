using MailingList.Core.Failures;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class ReadOnlyTests : StoreTest
{
    [Fact]
    public void A_database_that_this_user_may_not_write_is_a_temporary_failure()
    {
        if (Environment.IsPrivilegedProcess)
        {
            // Root may write everything; SQLite's own flag asks the same of it.
            Database.Execute("PRAGMA query_only = 1");
            Assert.Contains("writing by this user", Refused(Database).Message, StringComparison.Ordinal);
            return;
        }

        File.SetUnixFileMode(DatabasePath, UnixFileMode.UserRead);
        using Database mine = Open();
        Assert.Contains("writing by this user", Refused(mine).Message, StringComparison.Ordinal);
    }

    private static Failure Refused(Database database) => Assert.Throws<Failure>(() => database.Write(database.NextStamp));
}
