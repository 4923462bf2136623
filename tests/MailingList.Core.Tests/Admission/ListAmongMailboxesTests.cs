using MailingList.Core.Admission;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission;

public sealed class ListAmongMailboxesTests
{
    [Theory]
    [InlineData("dev@lists.example.org", true)]
    [InlineData("DEV-Owner@Lists.Example.ORG", true)]
    [InlineData("dev+confirm+abc@lists.example.org", true)]
    [InlineData("bob@lists.example.org", false)]
    [InlineData("dev@example.org", false)]
    [InlineData("lists.example.org", false)]
    [InlineData("@lists.example.org", false)]
    [InlineData("", false)]
    public void Which_addresses_are_lists_among_mailboxes_is_said_by_a_host_too_that_has_heard_of_no_other_for_a_while(string address, bool isList)
    {
        var admission = new RecipientAdmission(
            ["lists.example.org"],
            new FakeLists(Some.List()),
            () => throw new InvalidOperationException("no token is looked at"),
            () => throw new InvalidOperationException("no return path is looked at"),
            isCurrent: () => false);

        Assert.Equal(isList, admission.IsList(address));
    }
}
