namespace MailingList.Mta.Tests.Support;

/// <summary>
/// Tests that write a program and run it do so one at a time: a child that another test starts in between holds the program open for
/// writing until it has become another itself, and a file that is open for writing cannot be run (execve(2), ETXTBSY).
/// </summary>
internal static class ProcessTests
{
    internal const string OneAtATime = "processes";
}
